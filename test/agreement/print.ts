import type { Node } from '../../src/law/condition/ir.ts';

/** A condition as text that reads back as the same tree; brackets around every operator. */
export function printed(node: Node): string {
  switch (node.op) {
    case 'literal':
      return typeof node.value === 'string'
        ? node.type === 'date'
          ? `date(${JSON.stringify(node.value)})`
          : JSON.stringify(node.value)
        : String(node.value);
    case 'fact':
      return node.name;
    case 'item':
      return node.field === null ? node.of : `${node.of}.${node.field}`;
    case 'question':
      return `question(${JSON.stringify(node.id)})`;
    case 'term':
      return node.id;
    case 'known':
      return `known(${node.fact})`;
    case 'not':
      return `!${bracketed(node.arg)}`;
    case 'and':
      return node.args.map(bracketed).join(' && ');
    case 'or':
      return node.args.map(bracketed).join(' || ');
    case 'if':
      return `${bracketed(node.test)} ? ${bracketed(node.then)} : ${bracketed(node.else)}`;
    case 'compare':
      return `${bracketed(node.left)} ${node.how} ${bracketed(node.right)}`;
    case 'before':
      return `before(${printed(node.left)}, ${printed(node.right)})`;
    case 'oneOf':
      return `${bracketed(node.item)} in [${node.options.map(printed).join(', ')}]`;
    case 'contains':
      return `${bracketed(node.item)} in ${node.list}`;
    case 'exists':
    case 'all':
      return `${node.list}.${node.op}(${node.as}, ${printed(node.body)})`;
    case 'add':
      return `add${node.unit.charAt(0).toUpperCase()}${node.unit.slice(1)}(${printed(node.date)}, ${printed(node.count)})`;
    case 'daysBetween':
      return `daysBetween(${printed(node.from)}, ${printed(node.to)})`;
  }
}

function bracketed(node: Node): string {
  return ['and', 'or', 'if', 'compare', 'oneOf', 'contains', 'not'].includes(node.op) ? `(${printed(node)})` : printed(node);
}

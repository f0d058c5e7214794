import { displayWidth } from '../paper.ts';

export { figure as number } from '../../values/figures.ts';

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

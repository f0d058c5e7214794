import type { Workbench } from './workbench.ts';

/** Asks DuckDB a few times a second how far it is, while somebody watches. @returns what ends the watching */
export function watch<Stage>(
  bench: Workbench,
  stage: Stage,
  onProgress: ((stage: Stage, percent: number) => void) | undefined,
): () => void {
  if (onProgress === undefined) return () => undefined;
  onProgress(stage, -1);
  const timer = setInterval(() => onProgress(stage, bench.progress()), 100);
  return () => {
    clearInterval(timer);
    onProgress(stage, 100);
  };
}

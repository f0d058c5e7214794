/** 12,345: by hand, so that no machine's locale changes it. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The peers stand in a package of their own (bench/package.json), which the types of the product must not need: they come by name, at run time. */
export async function peer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

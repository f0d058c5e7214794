import { access, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileTrouble, TableTrouble } from '../table/errors.ts';
import { makeFolder } from '../table/folder.ts';

/**
 * The results of one run: written under names that nobody takes for whole (`decisions.csv.partial`), and given their names together at
 * the end. Whoever is interrupted leaves the results of the run before as they were.
 */
export class Results<Name extends string> {
  readonly folder: string;
  readonly #names: readonly Name[];
  readonly #made: boolean;
  readonly #written = new Set<Name>();

  private constructor(folder: string, names: readonly Name[], made: boolean) {
    this.folder = folder;
    this.#names = names;
    this.#made = made;
  }

  /**
   * @param names everything that such a run may leave in the folder
   * @throws TableTrouble when the folder cannot be made, or when the input lies in it under the name of a result
   */
  static async in<Name extends string>(folder: string, input: string, names: readonly Name[]): Promise<Results<Name>> {
    for (const name of names)
      if (resolve(folder, name) === resolve(input))
        throw new TableTrouble(input, `${input} would be overwritten by its own results.`, 'Name another folder with --out.');
    const existed = await access(folder).then(
      () => true,
      () => false,
    );
    try {
      await makeFolder(folder);
    } catch (error) {
      throw fileTrouble(folder, error);
    }
    return new Results(folder, names, !existed);
  }

  /** The path under which a result is written until all are. */
  partial(name: Name): string {
    this.#written.add(name);
    return join(this.folder, `${name}.partial`);
  }

  async write(name: Name, text: string): Promise<void> {
    try {
      await writeFile(this.partial(name), text);
    } catch (error) {
      throw fileTrouble(this.folder, error);
    }
  }

  /** Gives all results their names; results of an earlier run that this one did not write are removed, so that no two runs mix. */
  async publish(): Promise<readonly Name[]> {
    try {
      for (const name of this.#written) await rename(join(this.folder, `${name}.partial`), join(this.folder, name));
      for (const name of this.#names) if (!this.#written.has(name)) await rm(join(this.folder, name), { force: true });
    } catch (error) {
      throw fileTrouble(this.folder, error);
    }
    return this.#names.filter((name) => this.#written.has(name));
  }

  /** Removes what was begun; a folder that this run made goes too, when it is empty. */
  async discard(): Promise<void> {
    for (const name of this.#written) await rm(join(this.folder, `${name}.partial`), { force: true });
    if (this.#made) await rmdir(this.folder).catch(() => undefined); // something of somebody else lies in it: it stays
  }
}

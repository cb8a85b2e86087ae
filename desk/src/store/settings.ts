import type { Database } from './database.ts';
import type { Settings } from './store.ts';

export function createSettings({ db, transact }: Database): Settings {
  async function find(name: string): Promise<string | undefined> {
    const found = await db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst();
    return found?.value;
  }

  return {
    find,

    async findOrMake(name, make) {
      // A desk that only starts again needs no write: it starts on a full disk too.
      const known = await find(name);
      if (known !== undefined) return known;
      await transact(async (transaction) => {
        await transaction
          .insertInto('setting')
          .values({ name, value: make() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
      const made = await find(name);
      if (made === undefined) throw new Error('A setting was removed.');
      return made;
    },

    put: (name, value) =>
      transact(async (transaction) => {
        await transaction
          .insertInto('setting')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      }),
  };
}

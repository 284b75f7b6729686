import { type DatabaseConnection, type Driver, PGliteDialect } from 'kysely';

/**
 * PGlite has one connection, and the dialect hands it to everybody at once: a query of one request would then run inside the
 * transaction of another, and two transactions would wait for each other for ever. Here each waits for the one before.
 */
export class OneAtATimeDialect extends PGliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    const release = driver.releaseConnection.bind(driver);
    let last: Promise<void> = Promise.resolve();
    const ends = new WeakMap<DatabaseConnection, () => void>();
    driver.acquireConnection = async (options) => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      try {
        const connection = await acquire(options);
        ends.set(connection, resolve);
        return connection;
      } catch (error) {
        resolve();
        throw error;
      }
    };
    driver.releaseConnection = async (connection, options) => {
      await release(connection, options);
      ends.get(connection)?.();
    };
    return driver;
  }
}

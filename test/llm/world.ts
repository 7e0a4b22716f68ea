/** A card writer over a real store, with a clock that a test moves and a log that it reads. */
import { pino } from 'pino'
import type { LlmConfig } from '../../config/llm.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createCardWriter, type KeptAnswer } from '../../src/llm/card-writer.ts'
import type { WriteCard } from '../../src/llm/write-card.ts'
import type { Db } from '../../src/storage/db.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

export const KEY = 'sk-test-0123456789'

export type LlmWorld = {
  clock: MovedClock
  db: Db
  write: WriteCard
  /** Lines of the log from `info` up. */
  lines: () => Record<string, unknown>[]
  log: () => string
  /** A writer of a process that starts anew on the same store. */
  restarted: () => WriteCard
}

const START = Date.UTC(2026, 10, 25, 9)

/** Opens a store in memory and gives a writer that asks the server at `url`. */
export async function llmWorld(url: string, config: Partial<LlmConfig> = {}): Promise<LlmWorld> {
  const clock = new MovedClock(START)
  const db = await openSqlite(':memory:')
  await migrate(db, migrations, 1)
  let log = ''
  const keep = (line: string) => {
    log += line
  }
  const writer = () =>
    createCardWriter(
      {
        provider: 'openai-compatible',
        baseUrl: url,
        apiKey: KEY,
        model: 'small',
        dailyCalls: 100,
        dailyTokens: 1_000_000,
        timeoutMs: 20_000,
        ...config,
      },
      {
        clock,
        random: () => 0.5,
        db,
        cache: createCache<KeptAnswer>({ db, clock, namespace: 'llm' }),
        log: pino({ level: 'info', base: null }, { write: keep }),
      },
    )
  return {
    clock,
    db,
    write: writer(),
    log: () => log,
    lines: () =>
      log
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    restarted: writer,
  }
}

export const unhurried = () => ({ signal: new AbortController().signal })

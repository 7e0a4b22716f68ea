/**
 * A process to be killed: composes and delivers what is due in a store, through real REST and without a gateway (which
 * would use up the day's identifies), until nothing is owed now. Its one argument is a `SenderOrder` as JSON; it says
 * `working`, then `sent N` for every delivery whose outcome is stored, and at its end `next T`, when something is owed again, or
 * `done`.
 */
import { Breaker } from '../../src/delivery/breaker.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { sendingBy } from '../../src/discord/sending.ts'
import { ShiftedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { followUpDue } from '../../src/services/follow-up.ts'
import type { Db } from '../../src/storage/db.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { createPace } from '../../src/wiring/pace.ts'

export type SenderOrder = {
  file: string
  apiUrl: string
  token: string
  botId: string
  /** Epoch ms at which it starts. */
  at: number
  /** Names the bot in its nonces; another name for each process is as good as no nonce. */
  instance: string
  timeoutMs: number
  /** Of this many transactions one fails at its end, as on a full disk; 0: none. */
  failsOneIn: number
}

/** Without a gateway no channel is known: what was set up says where it is. As of an announcement channel. */
const PLACE = {
  kind: 'announcement',
  parentId: null,
  startsThreads: true,
  tags: [],
  requiresTag: false,
} as const

const order = JSON.parse(process.argv[2] ?? '') as SenderOrder
const say = (line: string) => process.stdout.write(`${line}\n`)

/** A disk that is full now and then: the transaction is undone as a whole. */
function fillingDisk(db: Db, oneIn: number): Db {
  if (oneIn === 0) return db
  const tx: Db['tx'] = (fn) =>
    db.tx(async (inner) => {
      const result = await fn(inner)
      if (Math.random() * oneIn < 1) throw new Error('database or disk is full')
      return result
    })
  return {
    engine: db.engine,
    all: (...of) => db.all(...of),
    exec: (of) => db.exec(of),
    tx,
    close: () => db.close(),
  }
}

/** The log says what was stored, after it was. */
const log = createLogger('info', {
  write: (text: string) => {
    const line = JSON.parse(text) as { msg: string; delivery?: number }
    if (line.msg === 'digest posted') say(`sent ${line.delivery}`)
  },
})

const clock = new ShiftedClock(order.at)
const pace = createPace(40)
const db = await openStore(order.file, clock.now())
const rest = createMessageRest({ token: order.token, apiUrl: order.apiUrl })
const deps = {
  db: fillingDisk(db, order.failsOneIn),
  clock,
  random: Math.random,
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  readFeed: () => Promise.reject(new Error('nothing is read here')),
  log,
  owner: String(process.pid),
  instance: order.instance,
  searches: createCache({ db, clock, namespace: 'search' }),
  discoveries: createCache({ db, clock, namespace: 'discovery' }),
  ...sendingBy(rest, {
    known: { placeOf: () => PLACE, canRead: () => true, selfId: () => order.botId },
    timeoutMs: order.timeoutMs,
    isHeld: () => false,
    pace,
    log,
  }),
  breaker: new Breaker(),
  pace,
}

/** As the bot's loops do: an error ends a round and not the process. */
const round = (work: () => Promise<number>) => work().catch(() => 1)

async function owedAt(): Promise<number | null> {
  const [row] = await db.all(
    `SELECT MIN(at) AS at FROM (
       SELECT due_at AS at FROM delivery WHERE state = 'pending'
       UNION ALL SELECT due_at FROM subscription WHERE state = 'active' AND slot_at <= $1
       UNION ALL SELECT due_at FROM follow_up WHERE state = 'pending'
       UNION ALL SELECT until FROM lease)`,
    [clock.now()],
  )
  return row?.['at'] == null ? null : Number(row['at'])
}

say('working')
let worked = 1
while (worked > 0) {
  worked =
    (await round(() => composeDue(deps))) +
    (await round(() => deliverDue(deps))) +
    (await round(() => followUpDue(deps)))
}
await db.tx((tx) => tx.all('DELETE FROM lease WHERE owner = $1', [deps.owner]))
const next = await owedAt()
say(next === null ? 'done' : `next ${next}`)
await db.close()

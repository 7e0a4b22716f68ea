/**
 * The whole bot as a process to be killed, with a gateway, on a clock that its parent moves. Its one argument is a `BotOrder` as
 * JSON; it is told `Told` and says `Said`, both over the channel of its parent.
 */

import { flushCompileCache } from 'node:module'
import { ShiftedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { ok } from '../../src/lib/result.ts'
import { type Bot, startBot } from '../../src/wiring/bot.ts'

export type BotOrder = {
  file: string
  apiUrl: string
  token: string
  /** Epoch ms at which it starts. */
  at: number
  timeoutMs: number
}

export type Told =
  | { do: 'move'; to: number }
  /** Does what is due, and says when the next is. */
  | { do: 'work' }
  /** Does what is done every minute. */
  | { do: 'minute' }
  | { do: 'stop' }

export type Said =
  | { said: 'ready' }
  /** A delivery's outcome is stored. */
  | { said: 'sent'; delivery: number }
  | { said: 'worked'; next: number | null }
  | { said: 'minute' }
  /** The people who were being answered are, or never will be. */
  | { said: 'stopped' }
  /** Errors of the log. */
  | { said: 'wrong'; message: string; cause: string }
  | { said: 'gave up'; name: string; message: string }

const ERROR = 50

const order = JSON.parse(process.argv[2] ?? '') as BotOrder
const say = (said: Said) => new Promise<void>((resolve) => process.send?.(said, () => resolve()))
const clock = new ShiftedClock(order.at)
let onMinute = async () => {}

const log = createLogger('info', {
  write: (text: string) => {
    const line = JSON.parse(text) as {
      level: number
      msg: string
      delivery?: number
      err?: { message?: string }
    }
    if (line.msg === 'digest posted') void say({ said: 'sent', delivery: line.delivery ?? 0 })
    if (line.level < ERROR) return
    void say({ said: 'wrong', message: line.msg, cause: line.err?.message ?? '' })
  },
})

async function giveUp(error: unknown): Promise<never> {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  await say({ said: 'gave up', name, message })
  process.exit(1)
}

async function owedAt({ db }: Bot): Promise<number | null> {
  const [row] = await db.all(
    `SELECT MIN(at) AS at FROM (
       SELECT due_at AS at FROM delivery WHERE state = 'pending'
       UNION ALL SELECT due_at FROM subscription WHERE state = 'active' AND slot_at <= $1)`,
    [clock.now()],
  )
  return row?.['at'] == null ? null : Number(row['at'])
}

async function obey(bot: Bot, told: Told): Promise<void> {
  if (told.do === 'move') clock.moveTo(told.to)
  else if (told.do === 'work') {
    await bot.idle()
    await say({ said: 'worked', next: await owedAt(bot) })
  } else if (told.do === 'minute') {
    await onMinute()
    await say({ said: 'minute' })
  } else {
    await bot.stop()
    await say({ said: 'stopped' })
    process.exit(0)
  }
}

const bot = await startBot({
  clock,
  log,
  random: Math.random,
  fetch: async (url) => ok({ status: 304, headers: new Headers(), body: new Uint8Array(), url }),
  databaseFile: order.file,
  token: order.token,
  discordApiUrl: order.apiUrl,
  allowedGuilds: [],
  onFatal: giveUp,
  sendTimeoutMs: order.timeoutMs,
  everyMinute: (run) => {
    onMinute = run
    return async () => {}
  },
}).catch(giveUp)
// Whoever is killed writes nothing at its end.
flushCompileCache()
process.on('disconnect', () => process.exit(1))
process.on('message', (told: Told) => obey(bot, told).catch(giveUp))
await say({ said: 'ready' })

/**
 * A process to be killed: composes and delivers what is due in a store, through real REST and without a gateway (which
 * would use up the day's identifies), until nothing is owed. Arguments: file, API, token, the bot's id, the time.
 */
import { createReadBack } from '../../src/discord/read-back.ts'
import { createMessageRest, createSend } from '../../src/discord/send.ts'
import { ShiftedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { openStore } from '../../src/wiring/bot.ts'
import { createPace } from '../../src/wiring/pace.ts'

const [file = '', apiUrl = '', token = '', botId = '', at = ''] = process.argv.slice(2)

const clock = new ShiftedClock(Number(at))
const db = await openStore(file, clock.now())
const rest = createMessageRest({ token, apiUrl })
const deps = {
  db,
  clock,
  random: Math.random,
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  readFeed: () => Promise.reject(new Error('nothing is read here')),
  log: createLogger('silent'),
  owner: String(process.pid),
  openDirect: async () => null,
  instance: 'test',
  searches: createCache({ db, clock, namespace: 'search' }),
  discoveries: createCache({ db, clock, namespace: 'discovery' }),
  send: createSend(rest),
  readBack: createReadBack(rest, { canRead: () => true, selfId: () => botId }),
  pace: createPace(40),
}

process.stdout.write('working\n')
let worked = 1
while (worked > 0) worked = (await composeDue(deps)) + (await deliverDue(deps))
await db.close()

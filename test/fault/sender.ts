/**
 * A process to be killed: composes and delivers what is due in a store, through real REST and without a gateway (which
 * would use up the day's identifies), until nothing is owed. Arguments: file, API, token, the bot's id, the time.
 */
import { crosspostBy, openPostBy, startThreadBy } from '../../src/discord/containers.ts'
import { createFindPost } from '../../src/discord/find-post.ts'
import { createPost } from '../../src/discord/post.ts'
import { createReadBack } from '../../src/discord/read-back.ts'
import { createMessageRest, sendBy } from '../../src/discord/send.ts'
import { ShiftedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { followUpDue } from '../../src/services/follow-up.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { openStore } from '../../src/wiring/bot.ts'
import { createPace } from '../../src/wiring/pace.ts'

/** As of an announcement channel. */
const PLACE = {
  kind: 'announcement',
  parentId: null,
  startsThreads: true,
  tags: [],
  requiresTag: false,
} as const

const [file = '', apiUrl = '', token = '', botId = '', at = ''] = process.argv.slice(2)

const clock = new ShiftedClock(Number(at))
const db = await openStore(file, clock.now())
const rest = createMessageRest({ token, apiUrl })
const post = createPost(rest)
const reading = { canRead: () => true, selfId: () => botId }
/** Without a gateway no channel is known: what was set up says where it is. */
const placeOf = () => PLACE
const deps = {
  db,
  clock,
  random: Math.random,
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  readFeed: () => Promise.reject(new Error('nothing is read here')),
  log: createLogger('silent'),
  owner: String(process.pid),
  instance: 'test',
  searches: createCache({ db, clock, namespace: 'search' }),
  discoveries: createCache({ db, clock, namespace: 'discovery' }),
  send: sendBy(post),
  openPost: openPostBy(post, placeOf),
  startThread: startThreadBy(post),
  crosspost: crosspostBy(post),
  readBack: createReadBack(rest, reading),
  findPost: createFindPost(rest, reading),
  placeOf,
  pace: createPace(40),
}

process.stdout.write('working\n')
let worked = 1
while (worked > 0)
  worked = (await composeDue(deps)) + (await deliverDue(deps)) + (await followUpDue(deps))
await db.close()

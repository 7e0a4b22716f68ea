/** The work that needs no gateway: polling, enriching, composing and delivering, until it is ended. */
import { reindexSome } from '../archive/reindex.ts'
import { Breaker } from '../delivery/breaker.ts'
import type { Sending } from '../discord/sending.ts'
import { systemClock } from '../lib/clock.ts'
import { type Loops, startLoops } from '../schedule/loops.ts'
import { deliverDue } from '../services/deliver.ts'
import type { DeliverDeps, Deps, FollowUpDeps } from '../services/deps.ts'
import { composeDue } from '../services/digest.ts'
import { createEnricher, type Enricher } from '../services/enrich.ts'
import { followUpDue } from '../services/follow-up.ts'
import { createPoller, type Poller } from '../services/poll.ts'
import { DeadToken, endTurn } from '../services/send-turn.ts'
import type { Pace } from './pace.ts'
import type { World } from './world.ts'

export type Work = {
  wake(): void
  /** Resolves when nothing is due any more: what a clock that was moved waits for. */
  idle(): Promise<void>
  /** Takes nothing new and ends what is under way, `others` with it (within 8 s; a message within 2). */
  end(others?: Promise<unknown>): Promise<void>
}

type Jobs = {
  deps: Deps
  posting: DeliverDeps & FollowUpDeps
  sending: Sending
  poller: Poller
  enricher: Enricher
}

function startJobs(world: World, { deps, posting, sending, poller, enricher }: Jobs): Loops {
  return startLoops(
    [
      { name: 'poll', run: () => poller.run() },
      { name: 'enrich', run: () => enricher.run() },
      { name: 'reindex', run: () => reindexSome(deps.db) },
      { name: 'digest', run: () => composeDue({ ...deps, placeOf: sending.placeOf }) },
      { name: 'deliver', run: (signal) => deliverDue(posting, signal) },
      {
        name: 'follow-up',
        run: async (signal) => (sending.isHeld() ? 0 : followUpDue(posting, signal)),
      },
    ],
    {
      clock: world.clock,
      log: world.log,
      isFatal: (error) => error instanceof DeadToken,
      onFatal: world.onFatal,
    },
  )
}

/** Discord takes a message within a second or hangs; what is cut is looked for at the next start. */
const MESSAGES_END_WITHIN_MS = 2_000
/** Answers to people, polls, digests: what has not ended by then is claimed again after its lease. */
const WORK_ENDS_WITHIN_MS = 8_000

type Ending = {
  loops: Loops
  sending: Sending
  fetchers: readonly (Poller | Enricher)[]
  others: Promise<unknown>
}

/** By the real clock: whoever stops us counts by it too. */
async function endWork({ loops, sending, fetchers, others }: Ending): Promise<void> {
  const ended = new AbortController()
  const cut = systemClock.wait(MESSAGES_END_WITHIN_MS, ended.signal).then(sending.cutSending)
  const late = systemClock.wait(WORK_ENDS_WITHIN_MS, ended.signal)
  const stopAll = () => Promise.all(fetchers.map((one) => one.stop()))
  // Once more after the loops: a claim may have been under way when the first polls were broken off.
  const fetching = Promise.all([loops.stop(), stopAll()]).then(stopAll)
  await Promise.race([Promise.all([fetching, others]), late])
  ended.abort()
  await cut
}

/** Starts the loops. */
export function startWork(
  world: World,
  { deps, sending, pace }: { deps: Deps; sending: Sending; pace: Pace },
): Work {
  const poller = createPoller(deps)
  const enricher = createEnricher(deps)
  const fetchers = [poller, enricher]
  const { send, readBack, openPost, findPost, placeOf, isHeld } = sending
  const { isOut } = sending
  const { startThread, crosspost, editMessage, openThread } = sending
  const posting = {
    ...deps,
    ...{ send, readBack, openPost, findPost, placeOf, isHeld },
    ...(isOut === undefined ? {} : { isOut }),
    ...{ startThread, crosspost, editMessage, openThread },
    breaker: new Breaker(),
    pace,
  }
  const loops = startJobs(world, { deps, posting, sending, poller, enricher })
  return {
    wake: loops.wake,
    idle: async () => {
      await loops.idle()
      while (fetchers.some((one) => one.isBusy())) {
        await Promise.all(fetchers.map((one) => one.settled()))
        await loops.idle()
      }
    },
    end: async (others = Promise.resolve()) => {
      await endWork({ loops, sending, fetchers, others })
      await endTurn(deps)
    },
  }
}

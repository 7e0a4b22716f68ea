/** The answer to an order for a digest: what was set up, what is to be chosen, or why nothing was done. */
import type { Caller } from '../src/model/caller.ts'
import type { Reply } from '../src/model/message.ts'
import type { Services } from '../src/services/services.ts'
import { feedChoiceReply } from './feed-choice.ts'
import { subscribeProblem } from './problems.ts'
import { subscribedReply } from './subscribed.ts'

type Outcome = Awaited<ReturnType<Services['subscribe']>>

/** Gives the reply to an order's outcome. */
export function subscribeAnswer(done: Outcome, caller: Caller): Reply {
  if (done.ok) return subscribedReply(done.value, caller)
  return done.error.kind === 'choose'
    ? feedChoiceReply(done.error.choice, caller)
    : subscribeProblem(done.error, caller)
}

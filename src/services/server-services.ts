/** What managers may ask for of all that is kept of their server. */
import type { Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { ServerCounts } from '../queries/server-record.ts'

/** How much is kept of a server. `stamp` (`[a-z0-9-]`) changes when a digest is added or ends. */
export type AboutServer = ServerCounts & { stamp: string }

export type ExportedServer = {
  name: string
  text: string
  /** Digests that are left out, in channels that the caller does not see. */
  hidden: number
  /** There were more digests or messages than go into a file. */
  cut: boolean
}

/** The question that somebody has said yes to. */
export type ServerQuestion = {
  stamp: string
  /** Epoch ms. */
  askedAt: number
}

export type ForgetProblem =
  | { kind: 'not-in-server' }
  | { kind: 'nothing' }
  /** It cannot be taken back: who manages digests only by the managers' role, or by Discord's permission page, may not. */
  | { kind: 'not-yours' }
  /** The question is over, or other digests are there than it named; nothing was deleted. */
  | { kind: 'ask-again'; about: AboutServer }

export type ServerServices = {
  /** Null outside of servers, and where nothing is kept. */
  aboutServer(caller: Caller): Promise<AboutServer | null>
  /** All that is kept of the server as JSON, as far as the caller sees its channels; null as for `aboutServer`. */
  exportServer(caller: Caller): Promise<ExportedServer | null>
  /** Lets all digests go on that wait since the server invited the bot again; gives how many. */
  resumeReturned(caller: Caller): Promise<number>
  /** Deletes all of it at once; what people saved for themselves stays. */
  forgetServer(question: ServerQuestion, caller: Caller): Promise<Result<null, ForgetProblem>>
}

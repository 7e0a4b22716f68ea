/** What happens to the gateway while a bot works, and the moments at which a bot is killed. */
import { CLOSE } from '../../src/sandbox/gateway/codes.ts'
import type { Entry, Log } from '../../src/sandbox/log.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

type Trouble = readonly [string, (discord: Sandbox) => void]

export const TROUBLES: readonly [Trouble, ...Trouble[]] = [
  ['reconnect (op 7)', ({ gateway }) => gateway.cut({ ask: true })],
  ['line cut', ({ gateway }) => gateway.cut()],
  ['invalid session, resumable (op 9)', ({ gateway }) => gateway.invalidate({ resumable: true })],
  ['invalid session (op 9)', ({ gateway }) => gateway.invalidate({ resumable: false })],
  ['closed with 4000', ({ gateway }) => gateway.closeWith(CLOSE.unknownError)],
  ['closed with 4009', ({ gateway }) => gateway.closeWith(CLOSE.sessionTimedOut)],
  [
    'line cut, two connections refused',
    ({ gateway }) => {
      gateway.refuseConnections(2)
      gateway.cut()
    },
  ],
  ['heartbeats unanswered', ({ gateway }) => gateway.deafen()],
  ['heartbeat asked for', ({ gateway }) => gateway.askHeartbeat()],
]

/** Whether an entry of the sandbox's log is of the moment; `most`: it may be let pass so many times less one. */
type Moment = { is: (entry: Entry) => boolean; most: number }

const frame = (direction: 'in' | 'out', of: { op?: number; t?: string }) => (entry: Entry) =>
  entry.kind === 'frame' &&
  entry.direction === direction &&
  (of.op === undefined || entry.op === of.op) &&
  (of.t === undefined || entry.t === of.t)

const request = (of: RegExp) => (entry: Entry) => entry.kind === 'request' && of.test(entry.route)

export const isMessage = request(/^POST .channels.:channel.messages$/)

export const MOMENTS = {
  identifying: { is: frame('in', { op: 2 }), most: 1 },
  ready: { is: frame('out', { t: 'READY' }), most: 1 },
  'given its servers': { is: frame('out', { t: 'GUILD_CREATE' }), most: 4 },
  'registering commands': { is: request(/ .applications.:application.commands$/), most: 2 },
  resuming: { is: frame('in', { op: 6 }), most: 1 },
  answering: {
    is: request(/ .(interactions|webhooks)/),
    most: 2,
  },
  sending: { is: isMessage, most: 30 },
} as const satisfies Record<string, Moment>

export type MomentName = keyof typeof MOMENTS

/** Half of all deaths come while messages go out. */
export const DEATHS: readonly [MomentName, ...MomentName[]] = [
  'sending',
  'sending',
  'sending',
  'sending',
  'sending',
  'sending',
  'identifying',
  'ready',
  'given its servers',
  'registering commands',
  'resuming',
  'answering',
  'answering',
]

/** Resolves with the n-th entry from now on that is so. */
export function nth(log: Log, is: (entry: Entry) => boolean, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count
    const stop = log.listen((entry) => {
      if (!is(entry)) return
      left -= 1
      if (left > 0) return
      stop()
      resolve()
    })
  })
}

/** One connection of a client: hello, heartbeats, what it sends and how fast, and how it ends. */
import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../log.ts'
import { type ClientPayload, type Identify, type Resume, read } from './client-payloads.ts'
import { CLOSE, type CloseCode, ENDS_SESSION, OP, REASON } from './codes.ts'
import { type Frames, plainFrames, zlibStream } from './frames.ts'
import { GATEWAY } from './limits.ts'
import type { Session, Sink } from './session.ts'

/** What a connection asks of the gateway: a session, or how it is refused. */
export type Host = {
  wire: Clock
  /** Ms from one heartbeat to the next, as hello says. */
  heartbeatEvery: number
  log: Log
  identify(identify: Identify, connection: Connection): void
  resume(resume: Resume, connection: Connection): void
  /** `ended`: the session cannot be resumed. */
  closed(connection: Connection, ended: boolean): void
  beat(): void
}

export class Connection implements Sink {
  session: Session | null = null
  /** Heartbeats that came in. */
  beats = 0
  readonly #socket: WebSocket
  readonly #host: Host
  readonly #frames: Frames
  readonly #gone = new AbortController()
  #packs = false
  #lastBeat: number
  #minute = { from: Number.NEGATIVE_INFINITY, sent: 0 }
  #closing: number | null = null
  #deaf = false

  /** @param zlib whether everything is one zlib stream */
  constructor(socket: WebSocket, { host, zlib }: { host: Host; zlib: boolean }) {
    this.#socket = socket
    this.#host = host
    this.#frames = zlib ? zlibStream(socket) : plainFrames(socket, () => this.#packs)
    this.#lastBeat = host.wire.now()
    socket.on('error', () => socket.terminate())
    socket.on('message', (raw) => this.#receive(raw))
    socket.on('close', (code) => this.#closed(code))
  }

  /** Says hello and watches the heartbeats. */
  open(): void {
    this.send(OP.hello, { heartbeat_interval: this.#host.heartbeatEvery })
    void this.#watch()
  }

  /** Answers nothing any more, and says nothing: a line that is dead without anybody knowing. */
  deafen(): void {
    this.#deaf = true
  }

  /** Packs long frames from now on, as the client asked when identifying. */
  pack(): void {
    this.#packs = true
  }

  dispatch({ s, t, text }: { s: number; t: string; text: string }): void {
    if (this.#deaf) return
    this.#log({ direction: 'out', op: OP.dispatch, s, t })
    this.#frames.send(text)
  }

  send(op: number, d: unknown): void {
    if (this.#deaf) return
    this.#log({ direction: 'out', op, ...(op === OP.invalid ? { d } : {}) })
    this.#frames.send(JSON.stringify(d === undefined ? { op } : { op, d }))
  }

  close(code: CloseCode): void {
    this.#closing = code
    this.#log({ direction: 'out', closed: code })
    this.#frames.close(code, REASON[code])
  }

  /** Cuts the line without a word. */
  cut(): void {
    this.#log({ direction: 'out', closed: 1006 })
    this.#socket.terminate()
  }

  #log(frame: Omit<Parameters<Log['frame']>[0], 'session'>): void {
    this.#host.log.frame({ session: this.session?.id ?? null, ...frame })
  }

  #closed(code: number): void {
    this.#gone.abort()
    if (this.#closing === null) this.#log({ direction: 'in', closed: code })
    this.#host.closed(this, ENDS_SESSION.has(this.#closing ?? code))
  }

  async #watch(): Promise<void> {
    const { wire, heartbeatEvery } = this.#host
    const within = heartbeatEvery * GATEWAY.heartbeatsWithin
    while (!this.#gone.signal.aborted) {
      const left = this.#lastBeat + within - wire.now()
      if (left <= 0 && this.#deaf) return
      if (left <= 0) {
        // «Your connection will be closed and you will be forced to Resume.»
        this.close(CLOSE.unknownError)
        return
      }
      await wire.wait(left, this.#gone.signal)
    }
  }

  #receive(raw: RawData): void {
    if (this.#closing !== null || this.#deaf) return
    const text = String(raw)
    const payload = this.#tooFast() ? 'rateLimited' : payloadOf(text)
    if (typeof payload === 'string') {
      this.close(CLOSE[payload])
      return
    }
    this.#log({ direction: 'in', op: payload.op, d: told(payload) })
    this.#take(payload)
  }

  #tooFast(): boolean {
    const now = this.#host.wire.now()
    if (now - this.#minute.from >= GATEWAY.sends.perMs) this.#minute = { from: now, sent: 0 }
    this.#minute.sent += 1
    return this.#minute.sent > GATEWAY.sends.most
  }

  #take(payload: ClientPayload): void {
    const known = this.session !== null
    if (payload.op === OP.heartbeat) this.#beat(payload.d)
    else if (payload.op === OP.presence && known) return
    else if (payload.op === OP.presence) this.close(CLOSE.notAuthenticated)
    else if (known) this.close(CLOSE.alreadyAuthenticated)
    else if (payload.op === OP.identify) this.#host.identify(payload.d, this)
    else this.#host.resume(payload.d, this)
  }

  #beat(seq: number | null): void {
    if (seq !== null && seq > (this.session?.seq ?? 0)) {
      this.close(CLOSE.decodeError)
      return
    }
    this.beats += 1
    this.#lastBeat = this.#host.wire.now()
    this.send(OP.ack, undefined)
    this.#host.beat()
  }
}

const payloadOf = (text: string) =>
  Buffer.byteLength(text) > GATEWAY.payloadBytes ? 'decodeError' : read(text)

/** What the log keeps of a payload: all but the token. */
function told(payload: ClientPayload): unknown {
  if (!('d' in payload) || payload.d === null || typeof payload.d === 'number') return payload
  const { token: _token, ...rest } = payload.d
  return rest
}

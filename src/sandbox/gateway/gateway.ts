/** The gateway: who is connected, what they are sent, and cuts on demand. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../log.ts'
import type { World } from '../world.ts'
import { refusalOf } from './admission.ts'
import type { Identify, Resume } from './client-payloads.ts'
import { CLOSE, type CloseCode, OP } from './codes.ts'
import { Connection, type Host } from './connection.ts'
import { greet } from './greeting.ts'
import { Identifies } from './identifies.ts'
import { GATEWAY } from './limits.ts'
import { Session } from './session.ts'
import { Sessions } from './sessions.ts'
import { Telling } from './telling.ts'

export type GatewayOptions = {
  token: () => string
  /** Called when a day's identifies are used up: the old token is good for nothing. */
  resetToken: () => void
  url: () => string
  clock: Clock
  /** The clock by which clients wait: heartbeats, rates, how long a cut session lives. */
  wire: Clock
  log: Log
  /** Privileged intents that are switched on for the app. */
  privileged?: number | undefined
  /** Sessions that may be started at once in five seconds. */
  maxConcurrency?: number | undefined
  /** The five seconds; 0 where tests start the bot again and again. */
  identifyWindow?: number | undefined
  /** Ms from one heartbeat to the next; Discord's where it is left out. */
  heartbeatEvery?: number | undefined
}

export class Gateway extends Telling {
  readonly #o: GatewayOptions
  readonly #host: Host
  readonly #identifies: Identifies
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #connections = new Set<Connection>()
  #refusing = 0

  constructor(world: World, options: GatewayOptions) {
    super(world, new Sessions(options.wire))
    this.#o = options
    this.#identifies = new Identifies(options, {
      concurrency: options.maxConcurrency,
      window: options.identifyWindow,
    })
    this.#host = {
      wire: options.wire,
      heartbeatEvery: options.heartbeatEvery ?? GATEWAY.heartbeatEvery,
      log: options.log,
      identify: (identify, connection) => this.#identify(identify, connection),
      resume: (resume, connection) => this.#resume(resume, connection),
      closed: (connection, ended) => this.#closed(connection, ended),
      beat: () => this.sessions.changed(),
    }
  }

  /** Takes over a connection that asks for a web socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const query = new URL(request.url ?? '/', 'ws://sandbox').searchParams
    const compress = query.get('compress')
    if (this.#refusing > 0) {
      this.#refusing -= 1
      refuse(socket, '503 Service Unavailable', 'The gateway is down.')
    } else if (query.get('encoding') !== 'json' || (compress ?? 'zlib-stream') !== 'zlib-stream') {
      refuse(socket, '400 Bad Request', 'The sandbox speaks json, plain or as zlib-stream.')
    } else {
      this.#server.handleUpgrade(request, socket, head, (connection) =>
        this.#connect(connection, query),
      )
    }
  }

  /** Whether anybody is connected. */
  get connected(): boolean {
    return this.sessions.connected
  }

  /** Resolves when it is so; looked at whenever a client comes, goes or gives a sign of life. */
  until(isSo: () => boolean): Promise<void> {
    return this.sessions.until(isSo)
  }

  /** What /gateway/bot says: `shards` is the least number with which the bot can connect. */
  get startInfo() {
    const { guilds } = this.world
    return {
      url: this.#o.url(),
      shards: Math.max(1, Math.ceil(guilds.size / GATEWAY.guildsPerShard)),
      session_start_limit: this.#identifies.limit(),
    }
  }

  /** Uses up identifies of today. */
  useIdentifies(calls: number): void {
    this.#identifies.use(calls)
  }

  /** Cuts every connection; sessions can be resumed. `ask`: with op 7 instead, as Discord does. */
  cut({ ask = false }: { ask?: boolean } = {}): void {
    for (const connection of this.#connections) {
      if (ask) connection.send(OP.reconnect, null)
      else connection.cut()
    }
  }

  /** Sends op 9 to every session; where it is not resumable, it is no more. */
  invalidate({ resumable }: { resumable: boolean }): void {
    for (const connection of this.#connections) {
      if (connection.session === null) continue
      connection.send(OP.invalid, resumable)
      this.sessions.detach(connection, { ended: !resumable })
    }
  }

  /** Closes every connection with a code. */
  closeWith(code: CloseCode): void {
    for (const connection of [...this.#connections]) connection.close(code)
  }

  /** Lets every line that is open go dead without a word: no heartbeat is answered. */
  deafen(): void {
    for (const connection of this.#connections) connection.deafen()
  }

  /** Asks every client for a heartbeat out of turn. */
  askHeartbeat(): void {
    for (const connection of this.#connections) connection.send(OP.heartbeat, null)
  }

  /** Heartbeats that came in over the connections that are open. */
  get heartbeats(): number {
    return [...this.#connections].reduce((sum, { beats }) => sum + beats, 0)
  }

  /** Refuses the next so many connections with HTTP 503. */
  refuseConnections(times: number): void {
    this.#refusing = times
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #connect(socket: WebSocket, query: URLSearchParams): void {
    const zlib = query.get('compress') !== null
    const connection = new Connection(socket, { host: this.#host, zlib })
    this.#connections.add(connection)
    if (query.get('v') !== '10') connection.close(CLOSE.invalidVersion)
    else connection.open()
  }

  #closed(connection: Connection, ended: boolean): void {
    this.#connections.delete(connection)
    this.sessions.detach(connection, { ended })
  }

  #isOurs(token: string): boolean {
    return token.replace(/^Bot /, '') === this.#o.token()
  }

  #identify(identify: Identify, connection: Connection): void {
    const refusal = refusalOf(identify, {
      isOurs: (token) => this.#isOurs(token),
      privileged: this.#o.privileged ?? 0,
      guildIds: this.world.guilds.keys(),
    })
    if (refusal !== null) {
      connection.close(refusal)
      return
    }
    const counted = this.#identifies.count(identify.shard?.[0] ?? 0)
    if (counted === 'used-up') this.#endAll()
    else if (counted === 'too-fast') connection.send(OP.invalid, false)
    else this.#start(identify, connection)
  }

  #start({ intents, shard, compress }: Identify, connection: Connection): void {
    if (compress) connection.pack()
    const session = new Session(this.world.id(), {
      intents,
      shard: shard ?? null,
      sink: connection,
    })
    this.sessions.attach(session, connection)
    greet(this.world, session, { url: this.#o.url(), outages: this.outages })
    this.sessions.changed()
  }

  /** «All active sessions for the app will be terminated, the bot token will be reset.» */
  #endAll(): void {
    this.#o.resetToken()
    this.sessions.endAll()
    this.closeWith(CLOSE.authenticationFailed)
  }

  #resume({ token, session_id: id, seq }: Resume, connection: Connection): void {
    const session = this.sessions.find(id)
    if (!this.#isOurs(token)) connection.close(CLOSE.authenticationFailed)
    else if (session === undefined) connection.send(OP.invalid, false)
    else if (seq > session.seq) {
      this.sessions.end(id)
      connection.close(CLOSE.invalidSeq)
    } else if (!session.canReplayFrom(seq)) connection.send(OP.invalid, false)
    else {
      this.sessions.attach(session, connection)
      session.replayFrom(seq)
      session.dispatch('RESUMED', {})
      this.sessions.changed()
    }
  }
}

const refuse = (socket: Duplex, status: string, why: string) =>
  socket.end(`HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${why}\n`)

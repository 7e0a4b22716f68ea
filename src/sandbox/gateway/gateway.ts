/** The gateway: hello, identify, heartbeats, resume, and events to whoever asked for them. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { guildShape, ownUserShape } from '../shapes.ts'
import type { Json, World } from '../world.ts'
import { EVENT_SCHEMAS } from './event-schemas.ts'

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const
const CLOSE = { notAuthenticated: 4003, authenticationFailed: 4004, invalidSeq: 4007 } as const
const HEARTBEAT_MS = 41_250
/** https://docs.discord.com/developers/events/gateway#list-of-intents */
const INTENT: Record<string, number> = {
  GUILD_CREATE: 1 << 0,
  GUILD_DELETE: 1 << 0,
  GUILD_ROLE_CREATE: 1 << 0,
  CHANNEL_CREATE: 1 << 0,
  CHANNEL_UPDATE: 1 << 0,
  CHANNEL_DELETE: 1 << 0,
  THREAD_CREATE: 1 << 0,
  THREAD_UPDATE: 1 << 0,
  MESSAGE_CREATE: 1 << 9,
  MESSAGE_UPDATE: 1 << 9,
}
/** Events that a cut connection may ask for again. */
const KEPT = 1000

type Session = {
  id: string
  intents: number
  shard: [number, number]
  seq: number
  sent: { s: number; t: string; d: Json }[]
  socket: WebSocket | null
}

export class Gateway {
  readonly #world: World
  readonly #token: string
  readonly #url: () => string
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #sessions = new Map<string, Session>()

  constructor(world: World, { token, url }: { token: string; url: () => string }) {
    this.#world = world
    this.#token = token
    this.#url = url
  }

  /** Takes over a connection that asks for a web socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#connect(connection))
  }

  /** Sends an event to the sessions whose intents and shard it concerns. Throws where it is not as documented. */
  emit(type: string, data: Json, guildId?: string): void {
    const checked = EVENT_SCHEMAS[type]?.safeParse(data)
    if (!checked?.success) {
      throw new Error(
        `the sandbox's own ${type} is wrong: ${checked?.error.message ?? 'no schema'}`,
      )
    }
    for (const session of this.#sessions.values()) {
      const wanted = INTENT[type]
      if (wanted !== undefined && (session.intents & wanted) === 0) continue
      if (guildId !== undefined && !this.#concerns(session, guildId)) continue
      this.#dispatch(session, type, data)
    }
  }

  /** Whether anybody is connected. */
  get connected(): boolean {
    return [...this.#sessions.values()].some(({ socket }) => socket !== null)
  }

  /** Cuts every connection; sessions can be resumed. `ask`: with op 7 first, as Discord does. */
  cut({ ask = false }: { ask?: boolean } = {}): void {
    for (const { socket } of this.#sessions.values()) {
      if (ask) socket?.send(JSON.stringify({ op: OP.reconnect, d: null }))
      else socket?.terminate()
    }
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  /** https://docs.discord.com/developers/events/gateway#sharding */
  #concerns({ shard: [index, count] }: Session, guildId: string): boolean {
    return Number((BigInt(guildId) >> 22n) % BigInt(count)) === index
  }

  #dispatch(session: Session, t: string, d: Json): void {
    session.seq += 1
    session.sent.push({ s: session.seq, t, d })
    if (session.sent.length > KEPT) session.sent.shift()
    session.socket?.send(JSON.stringify({ op: OP.dispatch, s: session.seq, t, d }))
  }

  #connect(socket: WebSocket): void {
    let session: Session | null = null
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = null
    })
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json }
      if (op === OP.heartbeat) socket.send(JSON.stringify({ op: OP.ack }))
      else if (op === OP.identify) session = this.#identify(socket, d)
      else if (op === OP.resume) session = this.#resume(socket, d)
      else if (session === null) socket.close(CLOSE.notAuthenticated, 'Not authenticated.')
    })
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: HEARTBEAT_MS } }))
  }

  #identify(socket: WebSocket, d: Json): Session | null {
    if (String(d['token']).replace(/^Bot /, '') !== this.#token) {
      socket.close(CLOSE.authenticationFailed, 'Authentication failed.')
      return null
    }
    const session: Session = {
      id: this.#world.id(),
      intents: Number(d['intents'] ?? 0),
      shard: (d['shard'] as [number, number] | undefined) ?? [0, 1],
      seq: 0,
      sent: [],
      socket,
    }
    this.#sessions.set(session.id, session)
    this.#greet(session)
    return session
  }

  #greet(session: Session): void {
    const guilds = [...this.#world.guilds.values()].filter(({ id }) => this.#concerns(session, id))
    const ready: Json = {
      v: 10,
      user: ownUserShape(this.#world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard: session.shard,
      application: { id: this.#world.applicationId, flags: 0 },
    }
    EVENT_SCHEMAS['READY']?.parse(ready)
    this.#dispatch(session, 'READY', ready)
    for (const guild of guilds) {
      const shape = guildShape(this.#world, guild)
      EVENT_SCHEMAS['GUILD_CREATE']?.parse(shape)
      if ((session.intents & 1) !== 0) this.#dispatch(session, 'GUILD_CREATE', shape)
    }
  }

  #resume(socket: WebSocket, d: Json): Session | null {
    const session = this.#sessions.get(String(d['session_id']))
    const seq = Number(d['seq'])
    if (session === undefined || String(d['token']).replace(/^Bot /, '') !== this.#token) {
      socket.send(JSON.stringify({ op: OP.invalid, d: false }))
      return null
    }
    if (seq > session.seq) {
      socket.close(CLOSE.invalidSeq, 'Invalid seq.')
      return null
    }
    session.socket = socket
    for (const missed of session.sent.filter(({ s }) => s > seq)) {
      socket.send(JSON.stringify({ op: OP.dispatch, ...missed }))
    }
    this.#dispatch(session, 'RESUMED', {})
    return session
  }
}

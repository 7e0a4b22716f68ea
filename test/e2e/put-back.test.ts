/** An operator copies an older data file over the bot's and starts it again; or merely starts it again. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDelivery } from '../../src/delivery/delivery-table.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { HOUSEKEEPING } from '../../src/services/after-copy.ts'
import { tick } from '../../src/storage/tick.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { type Process, startProcess } from './process.ts'

const run = promisify(execFile)
const MINUTE = 60_000
const PUT_BACK = 'the data file was put here after its bot last worked'
const PATIENCE = { timeout: 120_000 }

let folder: string
let discord: Sandbox
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  discord = await startSandbox({ clock: systemClock, identifyWindow: 0 })
})
afterAll(async () => {
  await discord.close()
  await rm(folder, { recursive: true })
})

/** A bot lived at this moment. */
async function livedAt(file: string, at: number): Promise<void> {
  const db = await openStore(file, at)
  await db.tx((tx) => tick(tx, HOUSEKEEPING, Math.floor(at / MINUTE)))
  await db.close()
}

/** A message for a channel, due for ten minutes. */
async function owe(file: string, channelId: string): Promise<void> {
  const at = Date.now() - 10 * MINUTE
  const db = await openStore(file, at)
  const key = 's1-abc'
  const button = { type: 2, style: 2, label: 'Read', custom_id: `v1:rest:${key}` }
  const payload = {
    content: 'the news',
    allowed_mentions: { parse: [] },
    components: [{ type: 1, components: [button] }],
  }
  const of = { digestId: null, guildId: '1', channelId, position: 0, payload, postings: [] }
  await db.tx((tx) => addDelivery(tx, { ...of, key, kind: 'digest' } as never, at))
  await db.close()
  await livedAt(file, at)
}

const start = (file: string) =>
  startProcess(folder, {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATABASE_URL: `sqlite:${file}`,
    ROLE: 'worker',
  })

/** All that it said, its log with it. */
const allOf = async ({ ended }: Process) => {
  const { out, err } = await ended
  return `${out}${err}`
}

it.each([
  ['as it is', []],
  ['with its old times', ['-p']],
])(
  'a copy that is put back %s is noticed and what was due looked for first, a bot that was killed and starts again sends',
  PATIENCE,
  async (_how, flags) => {
    const guild = discord.addGuild({ name: 'Garden' })
    const { id } = discord.addChannel(guild.id, { name: 'news' })
    const [file, copy] = ['digest', 'copy'].map((name) => join(folder, `${name}${id}.db`))
    if (file === undefined || copy === undefined) throw new Error('no file')
    await owe(file, id)
    await run('cp', [file, copy])
    const old = new Date(Date.now() - 9 * MINUTE)
    await utimes(copy, old, old)
    await livedAt(file, Date.now())
    const asked = () =>
      discord.requests.filter(({ path }) => path.includes(id)).map(({ route }) => route)
    const first = start(file)
    await first.said('digest posted')
    first.child.kill('SIGKILL')
    expect(await allOf(first)).not.toContain(PUT_BACK)
    const again = start(file)
    await again.said('Ready as a worker')
    again.child.kill('SIGTERM')
    expect(await allOf(again)).not.toContain(PUT_BACK)
    expect(asked()).toEqual(['POST /channels/:channel/messages'])

    await Promise.all(['-wal', '-shm'].map((end) => rm(`${file}${end}`, { force: true })))
    await run('cp', [...flags, copy, file])
    const restored = start(file)
    await restored.said('digest posted')
    restored.child.kill('SIGTERM')
    expect(await allOf(restored)).toContain(PUT_BACK)
    const since = asked().slice(1)
    expect(since).toContain('GET /channels/:channel/messages')
    expect(since.filter((one) => one.startsWith('POST'))).toEqual([])
    expect(discord.messages(id)).toHaveLength(1)
  },
)

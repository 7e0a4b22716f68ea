/** `npm start` as an operator meets it: a process of its own against the sandbox. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'

const ROOT = join(import.meta.dirname, '../..')

let sandbox: Sandbox
let folder: string
const running = new Set<ChildProcess>()

beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock })
  folder = mkdtempSync(join(tmpdir(), 'start-'))
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

/** Starts the bot in an empty folder, so that no `.env` is read. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, 'src/launch.mjs'), 'main'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...env },
  })
  running.add(child)
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  const heard = () => {
    for (const look of waiting) look()
  }
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    heard()
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  return {
    said: (words: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!out.includes(words)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended: new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, out, err })),
    ),
  }
}

describe('npm start', () => {
  it('needs a token only: makes its data file, prints the invite link, and ends on SIGTERM', async () => {
    sandbox.addGuild({ name: 'here' })
    const bot = start({ DISCORD_TOKEN: sandbox.token, DISCORD_API_URL: sandbox.apiUrl })
    await bot.said('https://discord.com/oauth2/authorize?')
    expect(existsSync(join(folder, 'data/digest.db'))).toBe(true)
    bot.kill('SIGTERM')
    const { code, out, err } = await bot.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`client_id=${sandbox.applicationId}`)
    expect(out).not.toContain(sandbox.token)
  })

  it('names all mistakes of the configuration at once, and no secret', async () => {
    const bot = start({
      DISCORD_TOKEN: 'Bot very-secret',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
    })
    const { code, err } = await bot.ended
    expect(code).toBe(2)
    for (const name of ['DISCORD_TOKEN', 'LOG_LEVEL', 'DATABASE_URL']) expect(err).toContain(name)
    expect(err).not.toContain('very-secret')
  })

  it('ends with a code of its own where Discord refuses the token', async () => {
    const token = 'no.such.token'
    const bot = start({ DISCORD_TOKEN: token, DISCORD_API_URL: sandbox.apiUrl })
    const { code, err } = await bot.ended
    expect(code).toBe(3)
    expect(err).toContain('Reset Token')
    expect(err).not.toContain(token)
  })

  it('says which data file it cannot use, and where to look', async () => {
    const bot = start({
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      DATABASE_URL: 'sqlite:/proc/digest.db',
    })
    const { code, err } = await bot.ended
    expect(code).toBe(1)
    expect(err).toContain('/proc/digest.db')
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toContain('    at ')
  })
})

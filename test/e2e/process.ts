/** The bot as a process of its own, as its operator starts it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const LAUNCH = join(import.meta.dirname, '../../src/launch.mjs')

export type Env = Record<string, string>
export type Process = {
  child: ChildProcessByStdio<null, Readable, Readable>
  /** Resolves when it has said so, on either stream. */
  said(text: string): Promise<void>
  ended: Promise<{ code: number | null; out: string; err: string }>
}

/** In an empty folder and with nothing of our own environment: no `.env`, no real token. */
export function startProcess(folder: string, env: Env, flags: readonly string[] = []): Process {
  const child = spawn(process.execPath, [...flags, LAUNCH, 'main'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { out: '', err: '' }
  const waiting = new Set<() => void>()
  const hear = (stream: 'out' | 'err') => (chunk: Buffer) => {
    text[stream] += chunk.toString()
    for (const look of [...waiting]) look()
  }
  child.stdout.on('data', hear('out'))
  child.stderr.on('data', hear('err'))
  return {
    child,
    said: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (!`${text.out}${text.err}`.includes(wanted)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, ...text }))),
  }
}

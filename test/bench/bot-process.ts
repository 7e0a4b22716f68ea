/** The bot as its operator starts it, watched from outside: what it says, how much CPU and memory it takes. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const LAUNCH = join(import.meta.dirname, '../../src/launch.mjs')
/** As `npm start` does. */
const FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=50']
/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html — clock ticks a second. */
const TICKS = 100

export type BotProcess = {
  pid: number
  /** Resolves when it has said so; rejects when it ends before. */
  said(text: string): Promise<void>
  /** CPU seconds so far. */
  cpuSeconds(): Promise<number>
  /** The most memory that it has held, MB. */
  peakMb(): Promise<number>
  kill(signal: NodeJS.Signals): void
  ended: Promise<number | null>
}

/** Starts one with nothing of our own environment. */
export function startBotProcess(folder: string, env: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, [...FLAGS, LAUNCH, 'main'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const hear = (line: string) => {
    lines.push(line)
    for (const look of [...waiting]) look()
  }
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const pid = child.pid ?? 0
  return {
    pid,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!lines.some((line) => line.includes(text))) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
        void ended.then(() => reject(new Error(`the bot ended: ${lines.slice(-5).join('\n')}`)))
      }),
    cpuSeconds: async () => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) / TICKS
    },
    peakMb: async () => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024)
    },
    kill: (signal) => void child.kill(signal),
    ended,
  }
}

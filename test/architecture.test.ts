/** The table of layers: who may import whom. Fails on an upward import, on a cycle, and on a file in no room. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** From the bottom up. Rooms of one layer do not import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/lib'],
  ['src/model', 'config'],
  ['src/storage', 'src/text'],
  ['src/fetch', 'src/language'],
  [
    'src/feed',
    'src/article',
    'src/archive',
    'src/story',
    'src/digest',
    'src/delivery',
    'src/subscription',
  ],
  ['src/queries'],
  ['src/worker', 'src/llm'],
  ['src/services'],
  ['commands'],
  ['src/discord', 'src/schedule', 'src/sandbox', 'src/samples', 'src/check-catalogue.ts'],
  ['src/wiring', 'src/inspection'],
  ['src/demo'],
  ['src/main.ts', 'src/demo.ts', 'src/inspect.ts'],
]

/** Rooms that may import nothing but these. */
const ONLY: Record<string, readonly string[]> = {
  'src/sandbox': ['src/lib'],
  'src/samples': ['src/lib'],
  config: ['src/lib', 'src/model'],
  'src/model': ['src/lib', 'config'],
}

/** Rooms that only these may import: no part of the bot knows the sandbox. */
const USERS: Record<string, readonly string[]> = {
  'src/sandbox': ['src/demo', 'src/demo.ts'],
  'src/samples': ['src/demo', 'src/demo.ts'],
}

/** Packages that only these rooms may import. */
const PACKAGES: Record<string, readonly string[]> = {
  'discord.js': ['src/discord'],
  'node:sqlite': ['src/storage'],
  undici: ['src/fetch'],
  'rss-parser': ['src/feed'],
  ai: ['src/llm'],
  '@ai-sdk/anthropic': ['src/llm'],
  '@ai-sdk/openai-compatible': ['src/llm'],
  zod: ['src/llm', 'src/sandbox'],
  'node-cron': ['src/schedule'],
  'date-holidays': ['src/subscription'],
  'discord-api-spec/zod': ['src/sandbox'],
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
}

const files = [...filesOf('src'), ...filesOf('commands'), ...filesOf('config')].sort()
const rooms = LAYERS.flat()
const roomOf = (file: string) =>
  rooms.find((room) => file === room || file.startsWith(`${room}/`)) ?? null
const layerOf = (room: string) => LAYERS.findIndex((layer) => layer.includes(room))

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?\bfrom\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+\.ts)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g

function importsOf(file: string): { ours: string[]; packages: string[] } {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const named = [...source.matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? m[4] ?? '')
  return {
    ours: named
      .filter((name) => name.startsWith('.'))
      .map((name) => normalize(join(dirname(file), name))),
    packages: named.filter((name) => name !== '' && !name.startsWith('.')),
  }
}

const graph = new Map(files.map((file) => [file, importsOf(file)]))

function forbidden(from: string, to: string): boolean {
  const a = roomOf(from)
  const b = roomOf(to)
  if (a === null || b === null || a === b) return false
  if (USERS[b] && !USERS[b].includes(a)) return true
  const only = ONLY[a]
  if (only) return !only.includes(b)
  return layerOf(b) >= layerOf(a)
}

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === null)).toEqual([])
  })

  it('imports downwards only', () => {
    const upward = files.flatMap((file) =>
      (graph.get(file)?.ours ?? [])
        .filter((target) => forbidden(file, target))
        .map((target) => `${file} → ${target}`),
    )
    expect(upward).toEqual([])
  })

  it('has no import cycle', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const next of graph.get(file)?.ours ?? []) walk(next, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })

  it('keeps each large package in one room', () => {
    const strays = files.flatMap((file) =>
      (graph.get(file)?.packages ?? [])
        .filter((name) => PACKAGES[name] && !PACKAGES[name].includes(roomOf(file) ?? ''))
        .map((name) => `${file} imports ${name}`),
    )
    expect(strays).toEqual([])
  })

  it('reads imports at all (the tests above can fail)', () => {
    const all = [...graph.values()]
    expect(all.reduce((sum, one) => sum + one.ours.length, 0)).toBeGreaterThan(files.length)
    expect(forbidden('src/text/tokens.ts', 'src/archive/rank.ts')).toBe(true)
    expect(forbidden('src/feed/parse.ts', 'src/digest/compose.ts')).toBe(true)
    expect(forbidden('src/sandbox/people.ts', 'src/model/message.ts')).toBe(true)
    expect(forbidden('src/wiring/bot.ts', 'src/sandbox/sandbox.ts')).toBe(true)
    expect(forbidden('src/demo/stage.ts', 'src/sandbox/sandbox.ts')).toBe(false)
    expect(forbidden('src/services/digest.ts', 'src/digest/compose.ts')).toBe(false)
  })

  it('keeps files at a size that is read at once', () => {
    const long = files.filter(
      (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 301,
    )
    expect(long).toEqual([])
  })
})

describe('the tool chain', () => {
  it('runs under Node 26, whatever the system has', () => {
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(26)
  })
})

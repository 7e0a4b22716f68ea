/** Discord's own description of its API (`discord-api-spec`), made strict: an unknown key is an error. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Problem } from './api-error.ts'

type Issue = {
  code: string
  path: (string | number)[]
  message: string
  keys?: string[]
  errors?: Issue[][]
}
type Schema = {
  safeParse(value: unknown): { success: true } | { success: false; error: { issues: Issue[] } }
}
export type Spec = Record<string, Schema>

/**
 * The description strips unknown keys and counts UTF-16 units; its own switch comes too late for what is made at load. So a
 * changed copy of its file is loaded: objects strict, lengths in code points.
 */
function strictSource(source: string): string {
  return source
    .replace('let zObject = z.object;', `let zObject = z.strictObject;\n${AT_MOST}`)
    .replaceAll('z.maxLength(', 'atMost(')
}

const AT_MOST = `const atMost = (most) => z.refine((value) => (typeof value === 'string' ? [...value].length : value.length) <= most, { error: 'Must be ' + most + ' or fewer in length.' });`

/** The copy stands beside the packages, so that its own import of zod resolves; it is made once for each version. */
function strictCopy(): string {
  const original = fileURLToPath(import.meta.resolve('discord-api-spec/zod'))
  const source = strictSource(readFileSync(original, 'utf8'))
  const [modules] = original.split(join('discord-api-spec', 'build'))
  const name = `discord-api-spec-${createHash('sha256').update(source).digest('hex').slice(0, 16)}.mjs`
  const path = join(modules ?? dirname(original), '.cache', 'chrysanthemum-digest', name)
  try {
    readFileSync(path)
  } catch {
    mkdirSync(dirname(path), { recursive: true })
    // Renamed into place: another process may be loading it.
    const own = `${path}.${process.pid}`
    writeFileSync(own, source)
    renameSync(own, path)
  }
  return path
}

let loaded: Promise<Spec> | null = null

/** What the description has without a name, or holds in a way that does not bear strictness. */
const UNNAMED = {
  FollowChannelRequestSchema: z.strictObject({ webhook_channel_id: z.string().regex(/^\d+$/) }),
  RefusalSchema: z.strictObject({
    code: z.number().int(),
    message: z.string(),
    errors: z.record(z.string(), z.unknown()).optional(),
    retry_after: z.number().optional(),
    global: z.boolean().optional(),
  }),
} as unknown as Spec

/** Gives the strict schemas by name. */
export function loadSpec(): Promise<Spec> {
  loaded ??= import(/* @vite-ignore */ pathToFileURL(strictCopy()).href).then((spec: Spec) => ({
    ...spec,
    ...UNNAMED,
  }))
  return loaded
}

/** Gives where a value breaks a schema, by name of the schema. Throws where the description has no such schema. */
export function problemsIn(spec: Spec, name: string, value: unknown): Problem[] {
  const schema = spec[`${name}Schema`]
  if (schema === undefined) throw new Error(`discord-api-spec has no ${name}`)
  const result = schema.safeParse(value)
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue))
}

function problemsOf(issue: Issue, base: readonly (string | number)[] = []): Problem[] {
  const path = [...base, ...issue.path]
  // Of a union the variant that came farthest is what was meant.
  const variants =
    issue.errors?.map((errors) => errors.flatMap((one) => problemsOf(one, path))) ?? []
  const meant = variants
    .filter((problems) => problems.length > 0)
    .sort((a, b) => deepest(b) - deepest(a) || a.length - b.length)[0]
  if (meant) return meant
  const keys = issue.keys?.map((key) => ({
    path: [...path, key],
    rule: 'UNKNOWN_KEY',
    message: `Discord's description has no ${key} here.`,
  }))
  return keys ?? [{ path, rule: issue.code.toUpperCase(), message: issue.message }]
}

const deepest = (problems: readonly Problem[]) =>
  Math.max(...problems.map(({ path }) => path.length))

/** `bench -- extract [DIR]`: how good lead and points are beside the first four sentences, and what they cost. */
import { readArticle } from '../../src/article/read-article.ts'
import { type Case, folderCases, folderTexts, ownCases, textOf } from './extract/cases.ts'
import { figuresOf, firstFour, numberOf, ours } from './extract/quality.ts'
import type { Bench, Print } from './main.ts'

/** The weights were set on every second case; the others were held out of that, though their cards were read. */
const halves = (cases: readonly Case[]) => ({
  tuned: cases.filter((_, at) => at % 2 === 0),
  heldOut: cases.filter((_, at) => at % 2 === 1),
})

const WARM_UP = 300
const LONG = 20_000

export const extract: Bench = async (args, print) => {
  const [folder] = args.filter((arg) => !arg.startsWith('--'))
  const own = ownCases()
  const groups: Record<string, Case[]> = {
    'English, our own': own.filter(({ lang }) => lang === 'en'),
    'Japanese, our own': own.filter(({ lang }) => lang === 'ja'),
    'Japanese Wikinews': folder === undefined ? [] : folderCases(folder),
  }
  for (const [texts, cases] of Object.entries(groups)) {
    if (cases.length === 0) continue
    for (const [half, some] of Object.entries({ all: cases, ...halves(cases) })) {
      print({ texts, half, made: 'first four', ...figuresOf(some, firstFour) })
      print({ texts, half, made: 'ours', ...figuresOf(some, ours) })
    }
  }
  if (args.includes('--show')) for (const one of Object.values(groups).flat()) show(one, print)
  const inputs = [
    ...Object.values(groups)
      .flat()
      .map((one) => ({ title: one.title, text: textOf(one) })),
    ...(folder === undefined ? [] : folderTexts(folder)),
  ]
  speed(inputs, print)
}

function show(one: Case, print: Print): void {
  const { lead, keyPoints, flags } = readArticle({
    title: one.title,
    text: textOf(one),
    lang: one.lang,
  })
  const mark = (at: number) => (one.best.includes(at) ? 'best' : one.ok.includes(at) ? 'ok' : 'no')
  print({
    id: one.id,
    title: one.title,
    lead,
    points: keyPoints.map(({ text }) => {
      const at = numberOf(text, one.sentences)
      return `${mark(at)} ${at}: ${text}`
    }),
    missed: one.best
      .filter((at) => !keyPoints.some(({ text }) => numberOf(text, one.sentences) === at))
      .map((at) => `${at}: ${one.sentences[at]}`),
    flags,
  })
}

type Text = { title: string; text: string }

function speed(inputs: readonly Text[], print: Print): void {
  for (let n = 0; n < WARM_UP; n += 1) read(inputs[n % inputs.length])
  const cpu = process.cpuUsage()
  for (const input of inputs) read(input)
  const { user, system } = process.cpuUsage(cpu)
  const times = inputs.map(timed).sort((a, b) => a - b)
  const at = (part: number) => round(times[Math.floor(times.length * part)] ?? 0)
  print({
    articles: inputs.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    longestMs: round(times.at(-1) ?? 0),
    perCpuSecond: Math.round(inputs.length / ((user + system) / 1e6)),
  })
  for (const lang of ['en', 'ja']) {
    const long = longText(inputs, lang)
    print({ lang, characters: long.text.length, ms: round(timed(long)) })
  }
}

const round = (value: number) => Math.round(value * 100) / 100

const read = (input: Text | undefined) =>
  readArticle({ title: input?.title ?? null, text: input?.text ?? '' })

/** The machine is shared: the best of several runs is what the work takes, the others what the neighbours took. */
const RUNS = 5

function timed(input: Text): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now()
    read(input)
    best = Math.min(best, performance.now() - from)
  }
  return best
}

/** Different articles one after another, so that no sentence is there twice. */
function longText(inputs: readonly Text[], lang: string): Text {
  const some = inputs.filter(({ text }) => /[ぁ-ん]/.test(text) === (lang === 'ja'))
  let text = ''
  for (let at = 0; text.length < LONG; at += 1)
    text += `${some[at % some.length]?.text ?? 'None.'}\n`
  return { title: some[0]?.title ?? '', text: text.slice(0, LONG) }
}

/** `npm run -s bench -- NAME …`: figures as JSON lines. One file a bench, one static table. */
import { answers } from './answers.ts'
import { corpus } from './corpus.ts'
import { deliver } from './deliver.ts'
import { due } from './due.ts'
import { extract } from './extract.ts'
import { fitStories } from './fit-stories.ts'
import { gateway } from './gateway.ts'
import { hostile } from './hostile.ts'
import { pages } from './pages.ts'
import { parse } from './parse.ts'
import { points } from './points.ts'
import { poll } from './poll.ts'
import { search } from './search.ts'
import { stories } from './stories.ts'

export type Print = (line: unknown) => void
export type Bench = (args: string[], print: Print) => Promise<void>

const BENCHES: Record<string, Bench> = {
  answers,
  corpus,
  deliver,
  due,
  extract,
  'fit-stories': fitStories,
  gateway,
  hostile,
  pages,
  parse,
  points,
  poll,
  search,
  stories,
}

const [name = '', ...args] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench === undefined) {
  process.stderr.write(`Usage: npm run -s bench -- ${Object.keys(BENCHES).join('|')} …\n`)
  process.exitCode = 1
} else {
  await bench(args, (line) => process.stdout.write(`${JSON.stringify(line)}\n`))
}

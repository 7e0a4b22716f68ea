/** Whether words stand in the sources that an article cites: the index holds these beside its headings. Pure. */
import { termsIn } from '../text/match.ts'
import { type Outline, outlineParts } from './parts.ts'
import type { SearchQuery, Wanted } from './search-query.ts'

const isOfSource = ({ field }: Wanted) => field === 'source'

/** Whether a query asks anything of sources. */
export const asksForSources = ({ all, none }: SearchQuery): boolean =>
  [...all.flat(), ...none].some(isOfSource)

/** Whether an article's sources hold what a query wants of them; what it wants elsewhere is not looked at. */
export function sourcesFit(article: Outline, { all, none }: SearchQuery): boolean {
  const texts = outlineParts(article)
    .filter(({ where }) => where === 'source')
    .map(({ text }) => text)
  const holds = ({ spellings }: Wanted) => texts.some((text) => termsIn(text, spellings).length > 0)
  return (
    all.every((any) => any.some((wanted) => !isOfSource(wanted) || holds(wanted))) &&
    !none.some((wanted) => isOfSource(wanted) && holds(wanted))
  )
}

/** The controls of what a digest takes: the form of its filters, what is done with paid articles, and why. */
import type { Caller } from '../../src/model/caller.ts'
import type { Control, FormControl } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import type { FiltersChange } from '../../src/services/changes.ts'
import type { Services } from '../../src/services/services.ts'
import { filterForm, typedInForm } from '../filter-form.ts'
import { paidRule } from '../filter-options.ts'
import { filterLines, filterProblem, filterWords } from '../filter-words.ts'
import { type PanelView, panelReply } from '../panel.ts'
import { isOwn, say, sayOf } from '../pieces.ts'
import { changeProblem } from '../problems.ts'
import { valuesOf } from '../subscribed.ts'
import { whyReply } from '../why.ts'

/** `filter:<subscription>:<page of the panel>`, and with what was typed before: `filter:<subscription>:<page>:<draft>`. */
export const filter: FormControl<Services> = {
  route: 'filter',
  answers: 'form',
  managersOnly: true,
  own: true,
  async open({ args: [id, page, session] }, services, caller) {
    const found = await services.subscriptionOf(Number(id), caller)
    if (!found.ok) return changeProblem(found.error, caller)
    const draft = session === undefined ? null : await services.filterDraft(session, caller)
    const at = { page: Number(page) || 0, caller, draft }
    return filterForm(found.value.subscription, at)
  },
}

/** Stores a change and shows the panel as it is then, or why it was not stored and how to go on with what was typed. */
async function changed(
  services: Services,
  caller: Caller,
  { change, page }: { change: FiltersChange; page: number },
): Promise<Reply> {
  const { locale } = caller
  const done = await services.setFilters(change, caller)
  const panel = async (note: string, more: Pick<PanelView, 'draft'> = {}) => {
    const view = { page, chosen: change.id, note, ...more }
    return panelReply(await services.subscriptions(caller), view, caller)
  }
  if (done.ok) {
    const { view, matches } = done.value
    const { filters } = view.subscription
    const lines = filterLines(filters, matches, locale)
    return panel(
      [
        sayOf(isOwn(caller), locale, 'filters.saved', valuesOf(view, locale)),
        ...(lines.length === 0
          ? [say(locale, 'filters.line', { filters: filterWords(filters, locale) })]
          : lines),
      ].join('\n'),
    )
  }
  const typed = (session: string) => ({ form: 'filter', session }) as const
  const again = say(locale, 'filters.again', { button: say(locale, 'control.filters') })
  if (done.error.kind === 'bad-filter') {
    const { problem, draft } = done.error
    return panel(`⚠️ ${filterProblem(problem, caller).content}\n${again}`, { draft: typed(draft) })
  }
  if (done.error.kind === 'faster') {
    const faster = say(locale, 'filters.faster')
    // A press on a button is easily done again; what was written is not.
    return change.typed.paid === undefined
      ? panel(`${faster}\n${again}`, { draft: typed(done.error.draft) })
      : panel(faster)
  }
  return panel(changeProblem(done.error, caller).content ?? '')
}

/** `filter-set:<subscription>:<page>:<version that was edited>` */
export const filterSet: Control<Services> = {
  route: 'filter-set',
  answers: 'update',
  managersOnly: true,
  own: true,
  run: ({ args: [id, page, version], fields = {} }, services, caller) =>
    changed(services, caller, {
      change: { id: Number(id), version: Number(version), typed: typedInForm(fields) },
      page: Number(page) || 0,
    }),
}

/** `paid:<subscription>:<page>:<version>:<rule>` */
export const paid: Control<Services> = {
  route: 'paid',
  answers: 'update',
  managersOnly: true,
  own: true,
  run: ({ args: [id, page, version, rule] }, services, caller) =>
    changed(services, caller, {
      change: { id: Number(id), version: Number(version), typed: { paid: paidRule(rule) } },
      page: Number(page) || 0,
    }),
}

/** `why:<subscription>` from the panel; a page of it: `why:<subscription>:<digest, or next>:<page>`. */
export const why: Control<Services> = {
  route: 'why',
  answers: (args) => (args.length > 1 ? 'update' : 'private'),
  managersOnly: true,
  own: true,
  async run({ args: [id, digest = '', page] }, services, caller) {
    const digestId = /^\d{1,15}$/.test(digest) ? Number(digest) : null
    const asked = { id: Number(id), digestId, page: Number(page) || 0 }
    const told = await services.why(asked, caller)
    if (!told.ok)
      return {
        ...changeProblem(told.error, caller),
        ...(page === undefined ? {} : { beside: true }),
      }
    return whyReply(asked.id, told.value, caller)
  },
}

/** The form of a digest's terms: from the panel, and from under the answer to a new subscription. */
import type { Caller } from '../../src/model/caller.ts'
import { type Control, customId, type FormControl } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import type { TermsProblem } from '../../src/services/changes.ts'
import type { Services } from '../../src/services/services.ts'
import { type PanelView, pageWith, panelReply } from '../panel.ts'
import { button, buttons, isOwn, say, sayOf } from '../pieces.ts'
import { changeProblem, termsProblem } from '../problems.ts'
import { ALONE, countryLine, instantLines, subscribedReply, valuesOf } from '../subscribed.ts'
import { termsForm, typedTerms } from '../terms-form.ts'

/** `edit:<subscription>:<page of the panel, or ->`, and with what was typed before: `edit:<subscription>:<page>:<draft>`. */
export const edit: FormControl<Services> = {
  route: 'edit',
  answers: 'form',
  managersOnly: true,
  own: true,
  async open({ args: [id, page = ALONE, session] }, services, caller) {
    const found = await services.subscriptionOf(Number(id), caller)
    if (!found.ok) return changeProblem(found.error, caller)
    const draft = session === undefined ? null : await services.termsDraft(session, caller)
    return termsForm(found.value.subscription, { page, caller, draft })
  },
}

type Place = { id: number; page: string }

async function panelAt(
  services: Services,
  caller: Caller,
  { id, page, ...more }: Place & Pick<PanelView, 'note' | 'draft'>,
): Promise<Reply> {
  const all = await services.subscriptions(caller)
  const at = page === ALONE ? pageWith(all, id) : Number(page) || 0
  return panelReply(all, { ...more, page: at, chosen: id }, caller)
}

/** Says why nothing was stored, and how to go on with what was typed. */
async function refused(
  services: Services,
  caller: Caller,
  { place, problem }: { place: Place; problem: TermsProblem },
): Promise<Reply> {
  const { locale } = caller
  const label = say(locale, 'control.edit')
  const again = say(locale, 'filters.again', { button: label })
  const draftOf = (session: string) => ({ form: 'edit', session }) as const
  if (problem.kind === 'faster') {
    const note = `${say(locale, 'filters.faster')}\n${again}`
    return panelAt(services, caller, { ...place, note, draft: draftOf(problem.draft) })
  }
  if (problem.kind !== 'bad-terms') {
    const note = changeProblem(problem, caller).content ?? ''
    return panelAt(services, caller, { ...place, note })
  }
  const { others = [] } = problem
  const wrong = [problem.problem, ...others].map((one) => termsProblem(one, caller).content)
  const note = [...wrong.map((one) => `⚠️ ${one}`), say(locale, 'form.nothing-changed'), again].join(
    '\n',
  )
  const { id, page } = place
  return page === ALONE
    ? {
        content: note,
        components: buttons(
          button(customId('edit', id, ALONE, problem.draft), label),
          button(customId('list', 0), say(locale, 'control.list')),
        ),
      }
    : panelAt(services, caller, { ...place, note, draft: draftOf(problem.draft) })
}

/** `edit-set:<subscription>:<page, or ->:<version that was edited>` */
export const editSet: Control<Services> = {
  route: 'edit-set',
  answers: 'update',
  managersOnly: true,
  own: true,
  async run({ args: [id, page = ALONE, version], fields = {} }, services, caller) {
    const place = { id: Number(id), page }
    const change = { id: place.id, version: Number(version), typed: typedTerms(fields) }
    const done = await services.setTerms(change, caller)
    if (!done.ok) return refused(services, caller, { place, problem: done.error })
    if (page === ALONE) return subscribedReply(done.value, caller, { changed: true })
    const { view, countryGuessed } = done.value
    const values = valuesOf(view, caller.locale)
    const note = [
      sayOf(isOwn(caller), caller.locale, 'subscribe.changed', values),
      say(caller.locale, 'subscribe.next', values),
      ...instantLines(done.value, caller.locale, { changed: true }),
      ...(countryGuessed ? [countryLine(view, caller.locale)] : []),
    ].join('\n')
    return panelAt(services, caller, { ...place, note })
  },
}

/** The buttons of managers, and of everybody for their own digests: the panel of digests, and what stands under the answer to a subscription. */
import { serverOfNotice, spaceOfNotice } from '../../src/delivery/notice-key.ts'
import type { TextKey } from '../../src/language/texts.ts'
import type { Caller } from '../../src/model/caller.ts'
import { type Control, customId } from '../../src/model/command.ts'
import type { MessagePayload, Reply } from '../../src/model/message.ts'
import { spaceOf } from '../../src/model/space.ts'
import type { ChangeProblem } from '../../src/services/changes.ts'
import type { SubscriptionView } from '../../src/services/orders.ts'
import type { Services } from '../../src/services/services.ts'
import { type PanelView, pageWith, panelReply } from '../panel.ts'
import { button, buttons, channelLink, isOwn, plain, say, sayOf } from '../pieces.ts'
import { changeProblem } from '../problems.ts'
import { ALONE, feedName, restoredReply, undoneReply, valuesOf } from '../subscribed.ts'

type Place = { id: number; page: number; alone: boolean }
type Changed = Awaited<ReturnType<Services['setPaused']>>

/** `<route>:<subscription>:<page of the panel, or ->`. */
const placeOf = ([id = '', page = ALONE]: readonly string[]): Place => ({
  id: Number(id),
  page: Number(page) || 0,
  alone: page === ALONE,
})

const panel = async (services: Services, caller: Caller, view: PanelView): Promise<Reply> =>
  panelReply(await services.subscriptions(caller), view, caller)

/** Gives the panel after a change that could not be made: as things are now, and why. */
const panelWith = (services: Services, caller: Caller, { page }: Place, problem: ChangeProblem) =>
  panel(services, caller, { page, note: changeProblem(problem, caller).content ?? '' })

/** A control that changes one digest and shows it in the panel. */
const change = (
  route: string,
  note: TextKey,
  make: (services: Services, id: number, caller: Caller) => Promise<Changed>,
): Control<Services> => ({
  route,
  answers: 'update',
  managersOnly: true,
  own: true,
  async run({ args }, services, caller) {
    const place = placeOf(args)
    const changed = await make(services, place.id, caller)
    if (!changed.ok) return panelWith(services, caller, place, changed.error)
    const said = sayOf(isOwn(caller), caller.locale, note, valuesOf(changed.value, caller.locale))
    return panel(services, caller, { page: place.page, chosen: place.id, note: said })
  },
})

export const pause = change('pause', 'list.was-paused', (services, id, caller) =>
  services.setPaused(id, true, caller),
)

export const resume = change('resume', 'list.was-resumed', (services, id, caller) =>
  services.setPaused(id, false, caller),
)

/** A page of the panel (`list:<page>:…`), or the chosen digest of one. */
export const list: Control<Services> = {
  route: 'list',
  answers: 'update',
  managersOnly: true,
  own: true,
  run: ({ args: [page], values: [chosen] }, services, caller) =>
    panel(services, caller, {
      page: Number(page) || 0,
      ...(chosen === undefined ? {} : { chosen: Number(chosen) }),
    }),
}

/** Stands on a notice, also in direct messages: `panel:<notice>`. */
export const toPanel: Control<Services> = {
  route: 'panel',
  answers: 'private',
  managersOnly: true,
  own: true,
  serverOf: ([key]) => serverOfNotice(key),
  run: async ({ args: [key] }, services, caller) =>
    // What is about a server shows nobody their own digests in their place.
    spaceOfNotice(key) === spaceOf(caller)
      ? panel(services, caller, { page: 0 })
      : plain(caller, 'problem.managers-only'),
}

/** Without the panel: a late second press must not end the next digest too. */
const droppedReply = (view: SubscriptionView, page: number, caller: Caller): Reply => ({
  content: sayOf(isOwn(caller), caller.locale, 'list.was-dropped', {
    ...valuesOf(view, caller.locale),
    name: feedName(view.subscription.name),
  }),
  components: buttons(
    button(customId('undo', view.subscription.id, page), say(caller.locale, 'control.restore')),
    button(customId('list', page), say(caller.locale, 'control.back')),
  ),
})

export const drop: Control<Services> = {
  route: 'drop',
  answers: 'update',
  managersOnly: true,
  own: true,
  async run({ args }, services, caller) {
    const place = placeOf(args)
    const ended = await services.unsubscribe(place.id, caller)
    if (!ended.ok) return panelWith(services, caller, place, ended.error)
    if (place.alone) return undoneReply(ended.value, caller)
    return droppedReply(ended.value, place.page, caller)
  },
}

export const undo: Control<Services> = {
  route: 'undo',
  answers: 'update',
  managersOnly: true,
  own: true,
  async run({ args }, services, caller) {
    const place = placeOf(args)
    const back = await services.restore(place.id, caller)
    if (!back.ok) return panelWith(services, caller, place, back.error)
    if (place.alone) return restoredReply(back.value, caller)
    const paused = back.value.subscription.state === 'paused'
    const key = paused ? 'list.was-restored-paused' : 'list.was-restored'
    const note = sayOf(isOwn(caller), caller.locale, key, valuesOf(back.value, caller.locale))
    const all = await services.subscriptions(caller)
    return panelReply(all, { page: pageWith(all, place.id), chosen: place.id, note }, caller)
  },
}

const SELECT = 3

const looksLike = ({ embeds, components = [] }: MessagePayload): Reply => ({
  ...(embeds ? { embeds } : {}),
  components: components.filter((row) => row.components[0]?.type === SELECT),
})

/** The next digest as it would look now, or the last one where nothing came since, with its select: the other controls of a digest need one that was posted. */
export const preview: Control<Services> = {
  route: 'preview',
  answers: 'private',
  managersOnly: true,
  own: true,
  async run({ args }, services, caller) {
    const shown = await services.preview(placeOf(args).id, caller)
    if (!shown.ok) {
      if (shown.error.kind !== 'nothing-new') return changeProblem(shown.error, caller)
      const { last } = shown.error
      if (last === undefined) return plain(caller, 'problem.nothing-to-preview')
      return { ...looksLike(last), content: say(caller.locale, 'preview.last') }
    }
    const { content } = shown.value
    return { ...looksLike(shown.value), ...(content === undefined ? {} : { content }) }
  },
}

export const now: Control<Services> = {
  route: 'now',
  answers: 'private',
  managersOnly: true,
  own: true,
  async run({ args }, services, caller) {
    const done = await services.digestNow({ subscriptionId: placeOf(args).id }, caller)
    if (!done.ok) return changeProblem(done.error, caller)
    const { articles, channelId } = done.value
    return plain(caller, 'now.posting', { articles, channel: channelLink(channelId) })
  },
}

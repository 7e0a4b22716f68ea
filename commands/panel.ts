/** The panel of `/digest list` and `/me list`: a server's digests, or one's own, one of them chosen, with what can be done to it. */
import { ButtonStyle } from 'discord-api-types/v10'
import { GOLD } from '../src/digest/brand.ts'
import { buttonRow, pageButtons, pagePlace } from '../src/digest/components.ts'
import { type TextKey, textsOf } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { PaidRule } from '../src/model/filters.ts'
import type { Reply, Row } from '../src/model/message.ts'
import { isPersonal } from '../src/model/space.ts'
import type { Locale, Subscription } from '../src/model/subscription.ts'
import type { SubscriptionView } from '../src/services/orders.ts'
import { filterLines } from './filter-words.ts'
import {
  button,
  buttons,
  channelName,
  isOwn,
  moment,
  option,
  say,
  sayOf,
  select,
  userLink,
} from './pieces.ts'
import {
  containerLines,
  feedName,
  feedNames,
  isOwnDigest,
  soundOf,
  valuesOf,
} from './subscribed.ts'

/** With names this short, eight entries fit into a description even where every character must be escaped. */
const PER_PAGE = 8
/** A hand points at whom the buttons below mean; a ▶️ would say that it runs, also of a paused one. */
const CHOSEN = '👉'
const OTHER = '▫️'
const FEEDS = { most: 3, max: 30 }

export type PanelView = {
  /** From 0; a page that is not there gives the last one. */
  page: number
  /** The chosen digest; without it the first of the page. */
  chosen?: number
  /** What has just happened. */
  note?: string
  /** Names what was typed into one of its forms and not stored. */
  draft?: { form: 'filter' | 'edit'; session: string }
}

function stateKey({ state, pausedFor }: Subscription): TextKey {
  if (state !== 'paused') return 'list.next'
  if (pausedFor === 'direct-closed') return 'own.stopped'
  if (pausedFor === 'moderator' || pausedFor === 'removed' || pausedFor === null)
    return 'list.paused'
  if (pausedFor === 'needs-tag') return 'list.paused-tag'
  return pausedFor === 'no-access' || pausedFor === 'no-permission'
    ? 'list.paused-rights'
    : 'list.paused-channel'
}

/** Who set it up, and who changed what last; of somebody's own that is known. */
function historyLines({ guildId, setBy, setAt, changed }: Subscription, locale: Locale): string[] {
  if (isPersonal(guildId)) return []
  const date = moment(setAt, 'D')
  // Who wanted to be forgotten is nobody here.
  const set =
    setBy === ''
      ? say(locale, 'list.set-on', { date })
      : say(locale, 'list.set-by', { user: userLink(setBy), date })
  if (changed === null) return [set]
  const { by, at, how } = changed
  const values = { user: userLink(by), when: moment(at, 'R'), how: say(locale, `list.how.${how}`) }
  return [set, say(locale, 'list.changed', values)]
}

function entryOf(view: SubscriptionView, isChosen: boolean, caller: Caller): string {
  const { locale } = caller
  const { subscription, feeds, lastDigestAt } = view
  const values = valuesOf(view, locale)
  const state = say(locale, stateKey(subscription), values)
  const failing = feeds.find((feed) => feed.failing)
  const barred = caller.ageRestricted(subscription.channelId)
    ? undefined
    : feeds.find((feed) => feed.adult)
  return [
    `${isChosen ? CHOSEN : OTHER} ${sayOf(isOwnDigest(view), locale, 'list.entry', { ...values, state })}`,
    feedNames(view, locale, FEEDS),
    isChosen
      ? sayOf(isOwnDigest(view), locale, 'list.details', {
          count: subscription.count,
          last: lastDigestAt === null ? say(locale, 'list.never') : moment(lastDigestAt, 'R'),
        })
      : '',
    isChosen ? soundOf(subscription, locale) : '',
    ...(isChosen ? containerLines(subscription, caller) : []),
    ...(isChosen ? filterLines(subscription.filters, null, locale) : []),
    ...(isChosen ? historyLines(subscription, locale) : []),
    failing ? say(locale, 'list.failing', { feed: feedName(failing.title, FEEDS.max) }) : '',
    barred
      ? sayOf(isOwnDigest(view), locale, 'list.adult', {
          feed: feedName(barred.title, FEEDS.max),
        })
      : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function changesOf(view: SubscriptionView, page: number, locale: Locale): Row[] {
  const { id, state } = view.subscription
  const { t } = textsOf(locale)
  const paused = state === 'paused'
  return buttons(
    button(customId('preview', id), t('control.preview'), { style: ButtonStyle.Primary }),
    button(customId('now', id), sayOf(isOwnDigest(view), locale, 'control.now'), {
      disabled: paused,
    }),
    paused
      ? button(customId('resume', id, page), t('control.resume'), { style: ButtonStyle.Success })
      : button(customId('pause', id, page), t('control.pause')),
    button(customId('why', id), t('control.why')),
    button(customId('drop', id, page), t('control.drop'), { style: ButtonStyle.Danger }),
  )
}

const PAID_TURN: Record<PaidRule, PaidRule> = { show: 'last', last: 'hide', hide: 'show' }

/**
 * What the digest is: its terms, its filters, the rule for paid articles (a press takes the next one), and its place: what is
 * somebody's own comes to nobody else.
 */
function termsOf(
  view: SubscriptionView,
  { page, locale, draft }: PageOf & Pick<PanelView, 'draft'>,
): Row[] {
  const { id, version, filters } = view.subscription
  const state = say(locale, `paid.${filters.paid}`)
  const form = (name: 'filter' | 'edit') =>
    customId(name, id, page, ...(draft?.form === name ? [draft.session] : []))
  return buttons(
    button(form('edit'), say(locale, 'control.edit')),
    button(form('filter'), say(locale, 'control.filters')),
    button(
      customId('paid', id, page, version, PAID_TURN[filters.paid]),
      say(locale, 'control.paid', { state }),
    ),
    ...(isOwnDigest(view)
      ? []
      : [
          button(customId('move', id, page), say(locale, 'control.move')),
          button(customId('copy', id, page), say(locale, 'control.copy')),
        ]),
  )
}

const ON_OFF = { true: 'on', false: 'off' } as const

/** What follows each digest, where its place has such: a press turns it on or off. */
function followUpsOf({ subscription }: SubscriptionView, page: number, caller: Caller): Row[] {
  const { id, version, channelId, container, publish } = subscription
  const kind = caller.placeOf(channelId)?.kind
  if (kind !== 'text' && kind !== 'announcement') return []
  const turn = (what: 'thread' | 'publish', on: boolean) =>
    button(
      customId('follow', id, page, version, what, ON_OFF[`${!on}`]),
      say(caller.locale, `control.${what}`, { state: ON_OFF[`${on}`] }),
    )
  return buttons(
    turn('thread', container === 'thread'),
    ...(kind === 'announcement' ? [turn('publish', publish)] : []),
  )
}

function choiceOf(
  page: readonly SubscriptionView[],
  { chosen, caller, at }: { chosen: SubscriptionView; caller: Caller; at: PageOf },
): Row[] {
  if (page.length < 2) return []
  const options = page.map((view) =>
    option(view.subscription.id, placedName(view, caller), {
      description: say(at.locale, 'list.choice', valuesOf(view, at.locale)),
      chosen: view === chosen,
    }),
  )
  return select(customId('list', at.page, 'choose'), say(at.locale, 'list.choose'), options)
}

/** Where it stands comes first: several may have one name. */
function placedName({ subscription: { channelId, name } }: SubscriptionView, caller: Caller) {
  const channel = channelName(channelId, caller)
  return channel === null ? name : `${channel} · ${name}`
}

type PageOf = { page: number; pages: number; locale: Locale }

function emptyPanel(view: PanelView, caller: Caller): Reply {
  const { locale } = caller
  const empty = sayOf(isOwn(caller), locale, 'list.empty')
  return {
    content: view.note === undefined ? empty : `${view.note}\n\n${empty}`,
  }
}

/** Gives the page of the panel on which a digest stands; the first where it is not there. */
export const pageWith = (all: readonly SubscriptionView[], id: number): number =>
  Math.max(0, Math.floor(all.findIndex(({ subscription }) => subscription.id === id) / PER_PAGE))

/** Gives the panel; with nothing to list, what to do next. Five rows at most: choice, changes, terms, what follows, pages. */
export function panelReply(
  all: readonly SubscriptionView[],
  view: PanelView,
  caller: Caller,
): Reply {
  const { locale } = caller
  const { page, pages } = pagePlace(view.page, Math.max(1, Math.ceil(all.length / PER_PAGE)))
  const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  const chosen = shown.find(({ subscription }) => subscription.id === view.chosen) ?? shown[0]
  if (!chosen) return emptyPanel(view, caller)
  const at = { page, pages, locale }
  const entries = shown.map((one) => entryOf(one, one === chosen, caller)).join('\n\n')
  return {
    ...(view.note === undefined ? {} : { content: view.note }),
    embeds: [
      {
        color: GOLD,
        title: sayOf(isOwn(caller), locale, 'list.title', { count: all.length }),
        description: entries,
        ...(pages > 1
          ? { footer: { text: say(locale, 'list.page', { page: page + 1, pages }) } }
          : {}),
      },
    ],
    components: [
      ...choiceOf(shown, { chosen, caller, at }),
      ...changesOf(chosen, page, locale),
      ...termsOf(chosen, { ...at, ...(view.draft === undefined ? {} : { draft: view.draft }) }),
      ...followUpsOf(chosen, page, caller),
      ...buttonRow(pageButtons((to) => customId('list', to, 'turn'), locale, at)),
    ],
  }
}

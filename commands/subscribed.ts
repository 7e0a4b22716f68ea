/** What a subscription looks like in words: after it was made, taken back, restored. */
import { ButtonStyle } from 'discord-api-types/v10'
import { MESSAGE } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import { countryName } from '../src/language/countries.ts'
import { type TextKey, textsOf } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Reply, Row } from '../src/model/message.ts'
import { isPersonal } from '../src/model/space.ts'
import type { Locale, Subscription } from '../src/model/subscription.ts'
import type { Subscribed, SubscriptionView } from '../src/services/orders.ts'
import { isInstant } from '../src/subscription/instant.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { codePoints, truncate } from '../src/text/truncate.ts'
import { daysWords } from './days-words.ts'
import { filterLines } from './filter-words.ts'
import {
  button,
  buttons,
  channelLink,
  moment,
  roleLink,
  say,
  sayOf,
  type Values,
} from './pieces.ts'
import { quietLine, whenValues } from './when-words.ts'

const FEED_NAME = 60
const FEEDS_NAMED = 5
/** Stands for "no page of the list": the control stands on an answer of its own. */
export const ALONE = '-'

/** Gives a feed's name for a line of markdown. */
export const feedName = (title: string, max = FEED_NAME): string =>
  fitMarkdown(truncate(oneLine(title), max), 2 * max)

/** Gives the names of a digest's feeds, the first few in full. */
export function feedNames(
  { feeds }: SubscriptionView,
  locale: Locale,
  { most = FEEDS_NAMED, max = FEED_NAME } = {},
): string {
  const { t } = textsOf(locale)
  const named = feeds.slice(0, most).map(({ title }) => feedName(title, max))
  const all = named.join(t('subscribe.separator'))
  const more = feeds.length - named.length
  return more > 0 ? t('subscribe.feeds-more', { feeds: all, more }) : all
}

/** Says whether a digest comes into somebody's direct messages. */
export const isOwnDigest = ({ subscription }: SubscriptionView): boolean =>
  isPersonal(subscription.guildId)

/** Gives the values of a subscription for texts: channel, time, zone, date and relative time of its next digest. */
export const valuesOf = ({ subscription }: SubscriptionView, locale: Locale): Values => ({
  channel: channelLink(subscription.channelId),
  ...whenValues(subscription.schedule, locale),
  days: daysWords(subscription.schedule, locale),
  zone: subscription.schedule.zone,
  date: moment(subscription.slotAt, 'F'),
  relative: moment(subscription.slotAt, 'R'),
})

/** What is made for each digest, and who gets it beside the channel. */
export function containerLines(
  { container, publish, channelId }: Subscription,
  { locale, placeOf }: Caller,
): string[] {
  const isPublished = publish && placeOf(channelId)?.kind === 'announcement'
  return [
    container === null ? '' : say(locale, `container.${container}`),
    isPublished ? say(locale, 'container.published') : '',
  ]
}

/** Gives whom a digest notifies, where that was set; a silent one notifies no role either. */
export function soundOf({ silent, roleId }: Subscription, locale: Locale): string {
  if (silent) return say(locale, 'subscribe.silent')
  return roleId === null ? '' : say(locale, 'subscribe.role', { role: roleLink(roleId) })
}

/** Gives the line that says whose holidays were guessed. */
export const countryLine = (view: SubscriptionView, locale: Locale): string =>
  sayOf(isOwnDigest(view), locale, 'subscribe.country-guessed', {
    country: countryName(view.subscription.schedule.holidays ?? '', locale),
    days: say(locale, 'form.when'),
    change: say(locale, 'control.edit'),
  })

const headKey = ({ already, changed }: { already: boolean; changed: boolean }): TextKey => {
  if (changed) return 'subscribe.changed'
  return already ? 'subscribe.already' : 'subscribe.done'
}

/** Gives what is to be known beside the time of articles that are posted as they come: what of those that are there. */
export function instantLines(
  { view, already, preview, quietGuessed = false }: Subscribed,
  locale: Locale,
  { changed = false } = {},
): string[] {
  const { schedule, state } = view.subscription
  if (!isInstant(schedule) || already) return []
  const isNew = !changed && preview !== null && view.lastDigestAt === null
  const first = say(locale, 'control.first-now')
  return [
    isNew ? say(locale, 'instant.old', { first }) : '',
    changed && state === 'active' ? say(locale, 'instant.owed') : '',
    quietGuessed ? quietLine(locale) : '',
  ].filter((line) => line !== '')
}

/** The same feeds come at another time too: that may not have been meant. */
const besideLine = ({ beside }: Subscribed, locale: Locale): string =>
  beside === undefined
    ? ''
    : sayOf(isOwnDigest(beside), locale, 'subscribe.beside', {
        ...valuesOf(beside, locale),
        change: say(locale, 'control.edit-other'),
      })

/** Gives what was set up, or changed, a line each. */
export function subscribedLines(
  done: Subscribed,
  caller: Caller,
  { changed = false } = {},
): string[] {
  const { locale } = caller
  const { view, already, zoneGuessed, countryGuessed, matches, filtersKept = false } = done
  const { subscription } = view
  const own = isOwnDigest(view)
  const values = valuesOf(view, locale)
  const paused = subscription.state === 'paused'
  const zone = say(locale, 'form.zone')
  const change = say(locale, 'control.edit')
  return [
    sayOf(own, locale, headKey({ already, changed }), values),
    say(locale, paused ? 'subscribe.already-paused' : 'subscribe.next', values),
    besideLine(done, locale),
    ...instantLines(done, locale, { changed }),
    say(locale, 'subscribe.feeds', { feeds: feedNames(view, locale) }),
    ...filterLines(subscription.filters, matches, locale),
    filtersKept
      ? sayOf(own, locale, 'filters.kept', { button: say(locale, 'control.filters') })
      : '',
    ...containerLines(subscription, caller),
    soundOf(subscription, locale),
    zoneGuessed && !already ? sayOf(own, locale, 'subscribe.zone-guessed', { zone, change }) : '',
    countryGuessed && !already ? countryLine(view, locale) : '',
  ].filter((line) => line !== '')
}

/** What was set up comes first; of the preview's lines those that fit follow. */
function withPreview(own: string, preview: string): string {
  let content = own
  for (const line of preview.split('\n')) {
    if (codePoints(content) + codePoints(line) + 1 > MESSAGE.content) break
    content += `\n${line}`
  }
  return content
}

/** Gives the ways on: the first digest now, changing it, or taking it back. */
export function subscribedControls(
  { view, already, preview, beside }: Subscribed,
  locale: Locale,
  { changed = false } = {},
): Row[] {
  const { id, state } = view.subscription
  const { t } = textsOf(locale)
  const isFirst = !already && view.lastDigestAt === null
  const list = button(customId('list', 0), t('control.list'))
  const edit = button(customId('edit', id, ALONE), t('control.edit'))
  const label = sayOf(isOwnDigest(view), locale, isFirst ? 'control.first-now' : 'control.now')
  const first = button(customId('now', id), label, { style: ButtonStyle.Primary })
  if (state === 'paused') {
    const resume = button(customId('resume', id, 0), t('control.resume'), {
      style: ButtonStyle.Primary,
    })
    return buttons(resume, edit, list)
  }
  return buttons(
    ...(preview ? [first] : []),
    edit,
    ...(beside === undefined
      ? []
      : [button(customId('edit', beside.subscription.id, ALONE), t('control.edit-other'))]),
    already || changed ? list : button(customId('drop', id, ALONE), t('control.undo')),
  )
}

/** Articles came, and none goes in: there is something to wait for. */
const noPreviewKey = ({ matches }: Subscribed): TextKey =>
  matches && matches.total > 0 ? 'filters.no-preview' : 'subscribe.no-preview'

/** Gives the answer to a subscription: what was set up, the next digest as it would look now, and the ways on. */
export function subscribedReply(done: Subscribed, caller: Caller, { changed = false } = {}): Reply {
  const { locale } = caller
  const { preview, view } = done
  const key = preview ? 'subscribe.preview' : noPreviewKey(done)
  const shown = [
    sayOf(isOwnDigest(view), locale, key, valuesOf(view, locale)),
    ...(preview && done.reading ? [say(locale, 'subscribe.reading')] : []),
  ].join('\n')
  const own = [...subscribedLines(done, caller, { changed }), '', shown].join('\n')
  return {
    content: withPreview(own, preview?.content ?? ''),
    ...(preview?.embeds ? { embeds: preview.embeds } : {}),
    components: subscribedControls(done, locale, { changed }),
  }
}

/** Gives the answer when a new subscription was taken back. */
export function undoneReply(view: SubscriptionView, { locale }: Caller): Reply {
  const restore = button(
    customId('undo', view.subscription.id, ALONE),
    say(locale, 'control.bring-back'),
  )
  return {
    content: sayOf(isOwnDigest(view), locale, 'subscribe.undone', valuesOf(view, locale)),
    components: buttons(restore),
  }
}

/** Gives the answer when that was taken back again. */
export function restoredReply(view: SubscriptionView, { locale }: Caller): Reply {
  const { id, state } = view.subscription
  const own = isOwnDigest(view)
  if (state === 'paused') {
    const list = button(customId('list', 0), say(locale, 'control.list'))
    const content = sayOf(own, locale, 'list.was-restored-paused', valuesOf(view, locale))
    return { content, components: buttons(list) }
  }
  return {
    content: sayOf(own, locale, 'subscribe.restored', valuesOf(view, locale)),
    components: buttons(
      button(customId('now', id), sayOf(own, locale, 'control.now'), {
        style: ButtonStyle.Primary,
      }),
      button(customId('drop', id, ALONE), say(locale, 'control.undo')),
      button(customId('list', 0), say(locale, 'control.list')),
    ),
  }
}

/** The choice among the feeds of a site: a select of its own, then the same order goes on. */
import { type APISelectMenuOption, ComponentType } from 'discord-api-types/v10'
import { COMPONENT } from '../config/limits.ts'
import { textsOf } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Reply, Row } from '../src/model/message.ts'
import type { FeedOffers } from '../src/services/orders.ts'
import { truncate } from '../src/text/truncate.ts'
import { code, option, plain } from './pieces.ts'

/** As many as one order may name. */
const MOST_CHOSEN = 10

/** What tells one address from another: the beginning of all of a site's is the same. */
function tailOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  const tail = decoded(`${url.host}${url.pathname}${url.search}`)
  const room = COMPONENT.optionDescription
  return tail.length <= room ? tail : `…${tail.slice(-(room - 1))}`
}

function decoded(text: string): string {
  try {
    return decodeURI(text).toWellFormed()
  } catch {
    return text
  }
}

/** Gives a site's feeds as options, by their numbers. */
export const offerOptions = (offers: FeedOffers['offers']): APISelectMenuOption[] =>
  offers.map(({ url, title }, number) => {
    const where = tailOf(url)
    return title === null ? option(number, where) : option(number, title, { description: where })
  })

/** Gives the select of a site's feeds, and what to do with it. */
export function feedChoiceReply({ session, page, offers }: FeedOffers, caller: Caller): Reply {
  const { t } = textsOf(caller.locale)
  const options = offerOptions(offers)
  const host = code(URL.parse(page)?.host ?? page)
  const said = plain(caller, 'choose.offers', { count: offers.length, site: host })
  return { ...said, components: [choiceRow(session, t('choose.placeholder'), options)] }
}

const choiceRow = (session: string, placeholder: string, options: APISelectMenuOption[]): Row => {
  const shown = options.slice(0, COMPONENT.selectOptions)
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId('feeds', session),
        placeholder: truncate(placeholder, COMPONENT.placeholder),
        min_values: 1,
        max_values: Math.min(shown.length, MOST_CHOSEN),
        options: shown,
      },
    ],
  }
}

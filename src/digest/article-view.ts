/** One article opened by one reader: everything that its digest card had no room for, page by page. */
import { EMBED } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Embed, Reply } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { truncate } from '../text/truncate.ts'
import { articleBlocks } from './article-blocks.ts'
import { GOLD } from './brand.ts'
import {
  button,
  buttonRow,
  linkButton,
  type PagePlace,
  pageButtons,
  pagePlace,
} from './components.ts'
import { footerOf } from './footer.ts'
import { titleOf } from './headline.ts'
import { embedUrl } from './links.ts'
import { paginate } from './pages.ts'
import { timestampOf } from './published.ts'
import { tellerBlocks } from './teller-blocks.ts'

/** Gives a page (from 0; the nearest one where there is no such page) of an article in the reader's language. */
export function articleView(
  article: DigestArticle,
  locale: Locale,
  { page = 0, hasEarlier = false, shareable = true }: ViewOf = {},
): Reply {
  const pages = paginate([...articleBlocks(article, locale), ...tellerBlocks(article, locale)])
  const place = pagePlace(page, pages.length)
  const embeds = pages[place.page] ?? []
  return {
    embeds: embeds.map((embed, index) => ({
      color: GOLD,
      ...(index === 0 && place.page === 0 && headOf(article, locale)),
      ...embed,
      ...(index === embeds.length - 1 && footOf(article, locale, place)),
    })),
    components: [
      ...buttonRow(actsOn(article, locale, { hasEarlier, shareable })),
      ...buttonRow(pageButtons((to) => customId('view', article.id, to), locale, place)),
    ],
  }
}

type ViewOf = {
  page?: number
  /** Whether something came before it. */
  hasEarlier?: boolean
  /** Whether there is somebody to share it with where it is read. */
  shareable?: boolean
}

function actsOn(
  { id, url }: DigestArticle,
  locale: Locale,
  { hasEarlier, shareable }: Required<Omit<ViewOf, 'page'>>,
) {
  const { t } = textsOf(locale)
  return [
    ...linkButton(url, t('view.read')),
    button(customId('save', id), t('control.save')),
    ...(shareable ? [button(customId('share', id), t('control.share'))] : []),
    ...(hasEarlier ? [button(customId('earlier', id), t('view.earlier'))] : []),
  ]
}

const headOf = (article: DigestArticle, locale: Locale): Embed => {
  const url = embedUrl(article.url)
  return { title: truncate(titleOf(article, locale), EMBED.title), ...(url !== null && { url }) }
}

function footOf(article: DigestArticle, locale: Locale, place: PagePlace): Embed {
  const parts = [
    footerOf(article, locale, { withImage: false }),
    place.pages > 1
      ? textsOf(locale).t('view.page', { page: place.page + 1, pages: place.pages })
      : '',
  ].filter((part) => part !== '')
  return {
    ...(parts.length > 0 && { footer: { text: parts.join(' · ') } }),
    ...timestampOf(article),
  }
}

/** The mark of an article that goes on with what its reader was told before. */
import { textsOf } from '../language/texts.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'

/** Gives 〔続報〕 or (update) with the space before it, to stand behind a headline; nothing for what is new. */
export const updateMark = (
  { isUpdate }: Pick<DigestArticle, 'isUpdate'>,
  locale: Locale,
): string => (isUpdate === true ? ` ${textsOf(locale).t('digest.update')}` : '')

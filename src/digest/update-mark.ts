/** The mark of an article that goes on with what its reader was told before. */
import { textsOf } from '../language/texts.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { behind } from './language-mark.ts'

/** Gives 〔続報〕 or (update) as it is to stand behind a headline; nothing for what is new. */
export const updateMark = (
  { isUpdate }: Pick<DigestArticle, 'isUpdate'>,
  locale: Locale,
): string => (isUpdate === true ? behind(textsOf(locale).t('digest.update')) : '')

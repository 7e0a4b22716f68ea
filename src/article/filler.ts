/** Sentences that are true and tell nothing of the news: openings, background, who wrote it, whom to call. Pure. */

/** `Jane Roe is a professor of law at …`, `is a staff writer covering …`: who wrote it. */
const BIOGRAPHY =
  /^(?:Dr\.? |Prof(?:essor|\.)? )?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3} (?:is|are) (?:a|an|the author|co-author|the editor)(?: [\p{L}'’-]+){0,4}? ?(?:of|professor|lecturer|fellow|columnist|correspondent|reporter|journalist|contributor|writer|editor)(?!\p{L})(?:[^.]*?(?: at | of | for | with | covering |who )|\.$)/u
export const isBiography = (text: string): boolean => BIOGRAPHY.test(text)

/** A number to call, an address to write to. */
const CONTACT =
  /(?<!\d)1[- ]\d{3}[- ]\d{3}[- ]\d{4}|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d.])0\d{1,4}[-‐−－]\d{1,4}[-‐−－]\d{3,4}|[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}|(?:TEL|Tel|電話)\s*[:：]|(?:visit|go to|log on to) (?:www\.|https?:|[\w-]+\.(?:com|org|net)\b)|forward-looking statements|actual results (?:may|could) differ/u
export const isContact = (text: string): boolean => CONTACT.test(text)

/** Where and when a study came out, by itself, and where it can be read. */
const PUBLICATION =
  /https?:\/\/|(?<!\p{L})www\.|^(?:この)?(?:研究|成果|論文|調査|分析)(?:の?(?:成果|結果|論文))?[はが][^。]{0,70}(?:に掲載され(?:た|ている|ました)|で公開され(?:た|ている|ました))。$|^(?:The|Their|Its) (?:new )?(?:study|findings|results|research|paper|work|report)(?: \w+)? (?:was|were|is|are|appeared?|appears) (?:published |reported |described |today |online )*(?:in|by|on) [^.]{0,90}\.$/u
export const isPublication = (text: string): boolean => PUBLICATION.test(text)

/** What has long been so. */
const BACKGROUND =
  /^(?:近年|昨今|ここ数年|最近では)[、は]|^(?:In recent (?:years|months|decades)|Over the (?:past|last) (?:few|several) (?:years|decades)|Nowadays|These days)(?!\p{L})/u
export const isBackground = (text: string): boolean => BACKGROUND.test(text)

/** How one begins before one has said anything: no figure, no name, and true of everything. */
const COMMONPLACE =
  /^(?:Not every(?:one|body)|Nobody likes|No one likes|Everyone|Everybody|We(?:['’]ve| have) all|We all|It['’]s no secret|It is no secret|There(?:['’]s| is) (?:nothing|something) (?:like|worse|better|special)|If you(?:r|['’](?:re|ve))?|Whether you(?:['’]re)?|Imagine|Picture this|Ever wonder|Who doesn['’]t|Let['’]s face it|Life is|Love it or hate it|When it comes to|Here we go|In today['’]s|You know the feeling|As the saying goes)(?!\p{L})[^\d]*$|^[^\d「]{4,40}(?:が問われている|が求められている|は言うまでもない|は少なくない|時代(?:だ|になった|である)|ではないだろうか|かもしれない)。$/u
export const isCommonplace = (text: string): boolean => COMMONPLACE.test(text)

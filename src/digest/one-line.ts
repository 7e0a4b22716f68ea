/** Text of an article as one clean line. */
import { cleanText } from '../text/clean.ts'

/** Gives the text without control characters, on one line; what is left of its white space stays as it is. */
export const oneLine = (text: string): string => cleanText(text).replaceAll(/\n+/g, ' ')

/** Text as every engine can hold it. */

/** Gives the text without NUL (which PostgreSQL refuses) and with half surrogate pairs replaced by U+FFFD. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '')

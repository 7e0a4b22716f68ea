/** Dark or light: as the system has it, until the person chooses. */

const KEY = 'theme'
const system = matchMedia('(prefers-color-scheme: light)')

const isLight = () => {
  const chosen = localStorage.getItem(KEY)
  return chosen === null ? system.matches : chosen === 'light'
}

function apply(): void {
  document.documentElement.dataset['theme'] = isLight() ? 'light' : 'dark'
}

export function startTheme(): void {
  apply()
  system.addEventListener('change', apply)
}

export function switchTheme(): void {
  localStorage.setItem(KEY, isLight() ? 'dark' : 'light')
  apply()
}

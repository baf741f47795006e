import { ref, watch } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')
const kept = localStorage.getItem('theme')

/** What was chosen; `system` follows the computer. */
export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

function apply() {
  const dark = theme.value === 'dark' || (theme.value === 'system' && system.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

system.addEventListener('change', apply)
watch(theme, (chosen) => {
  if (chosen === 'system') localStorage.removeItem('theme')
  else localStorage.setItem('theme', chosen)
  apply()
})
apply()

export function nextTheme() {
  theme.value = { system: 'light', light: 'dark', dark: 'system' }[theme.value] as Theme
}

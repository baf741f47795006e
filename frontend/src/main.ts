import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { queryOptions } from './api/queries'
import { startClock } from './lib/clock'
import { router } from './router'
import { toastFailure } from './ui/toast'
import './styles/main.css'

startClock()
const app = createApp(App)
// Nothing fails in silence.
app.config.errorHandler = (e) => {
  toastFailure('Something on this page failed', e)
  // eslint-disable-next-line no-console -- the only place where a stack can be found
  console.error(e)
}
addEventListener('unhandledrejection', (event) => toastFailure('Something on this page failed', event.reason))
app.use(router).use(VueQueryPlugin, queryOptions).mount('#app')

import { createRouter, createWebHistory } from 'vue-router'
import { whenSessionEnds, whoAmI } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    /** Shown to people who are not logged in, without the frame. */
    bare?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/login',
      name: 'login',
      component: () => import('./pages/login/LoginPage.vue'),
      meta: { title: 'Log in', bare: true },
    },
    {
      path: '/',
      name: 'schedules',
      component: () => import('./pages/schedules/SchedulesPage.vue'),
      meta: { title: 'Schedules' },
    },
    { path: '/schedules', redirect: (to) => ({ path: '/', query: to.query }) },
    {
      path: '/schedules/new',
      name: 'new',
      component: () => import('./pages/editor/EditorPage.vue'),
      meta: { title: 'New schedule' },
    },
    {
      path: '/schedules/:id',
      name: 'schedule',
      component: () => import('./pages/schedule/SchedulePage.vue'),
      meta: { title: 'Schedule' },
    },
    {
      path: '/schedules/:id/edit',
      name: 'edit',
      component: () => import('./pages/editor/EditorPage.vue'),
      meta: { title: 'Edit schedule' },
    },
    {
      path: '/calendar',
      name: 'calendar',
      component: () => import('./pages/calendar/CalendarPage.vue'),
      meta: { title: 'Calendar' },
    },
    {
      path: '/time',
      name: 'time',
      component: () => import('./pages/time/TimePage.vue'),
      meta: { title: 'Time machine' },
    },
    { path: '/jobs', name: 'jobs', component: () => import('./pages/jobs/JobsPage.vue'), meta: { title: 'Jobs' } },
    { path: '/jobs/:id', name: 'job', component: () => import('./pages/jobs/JobPage.vue'), meta: { title: 'Job' } },
    {
      path: '/workers',
      name: 'workers',
      component: () => import('./pages/workers/WorkersPage.vue'),
      meta: { title: 'Workers & queues' },
    },
    {
      path: '/inventory',
      name: 'inventory',
      component: () => import('./pages/inventory/InventoryPage.vue'),
      meta: { title: 'Inventory' },
    },
    {
      path: '/inventory/devices/:ref',
      name: 'device',
      component: () => import('./pages/inventory/DevicePage.vue'),
      meta: { title: 'Device' },
    },
    {
      path: '/inventory/hosts/:id',
      name: 'host',
      component: () => import('./pages/inventory/HostPage.vue'),
      meta: { title: 'Host' },
    },
    {
      path: '/inventory/syncs/:id',
      name: 'sync',
      component: () => import('./pages/inventory/SyncPage.vue'),
      meta: { title: 'Sync' },
    },
    {
      path: '/inventory/compare',
      name: 'compare',
      component: () => import('./pages/inventory/ComparePage.vue'),
      meta: { title: 'Between two syncs' },
    },
    {
      path: '/topology',
      name: 'topology',
      component: () => import('./pages/topology/TopologyPage.vue'),
      meta: { title: 'Topology' },
    },
    {
      path: '/inventory/captures/:id',
      name: 'capture',
      component: () => import('./pages/captures/CapturePage.vue'),
      meta: { title: 'Baseline' },
    },
    { path: '/inventories', redirect: { path: '/inventory', query: { tab: 'inventories' } } },
    {
      path: '/inventories/new',
      name: 'new-set',
      component: () => import('./pages/inventory/SetEditor.vue'),
      meta: { title: 'New inventory' },
    },
    {
      path: '/inventories/:id',
      name: 'set',
      component: () => import('./pages/inventory/SetPage.vue'),
      meta: { title: 'Inventory' },
    },
    {
      path: '/inventories/:id/edit',
      name: 'edit-set',
      component: () => import('./pages/inventory/SetEditor.vue'),
      meta: { title: 'Edit inventory' },
    },
    {
      path: '/settings',
      name: 'settings',
      component: () => import('./pages/settings/SettingsPage.vue'),
      meta: { title: 'Settings' },
      // Where the old product had these two.
      beforeEnter: (to) => (to.query.tab === 'scheduler' ? '/' : to.query.tab === 'jobs' ? '/workers' : true),
    },
    {
      path: '/:rest(.*)*',
      name: 'nothing',
      component: () => import('./pages/NothingPage.vue'),
      meta: { title: 'Not found' },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  const me = await whoAmI().catch(() => undefined)
  if (!me && !to.meta.bare) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if (me && to.name === 'login') return '/'
  return true
})

router.afterEach((to) => {
  document.title = to.meta.title ? `${to.meta.title} · NOC Canvas Scheduler` : 'NOC Canvas Scheduler'
})

whenSessionEnds.tell = () => {
  const from = router.currentRoute.value
  if (from.meta.bare) return
  void router.push({ name: 'login', query: { next: from.fullPath, reason: 'ended' } })
}

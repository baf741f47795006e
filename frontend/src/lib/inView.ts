import { nextTick, onMounted, watch, type Ref } from 'vue'

/** Keeps the chosen one of a strip in view, where the strip is wider than its place; scrolls nothing else. */
export function useInView(strip: Ref<HTMLElement | undefined>, selector: string, chosen: () => unknown) {
  async function show() {
    await nextTick()
    const [bar, one] = [strip.value, strip.value?.querySelector<HTMLElement>(selector)]
    if (bar && one) bar.scrollLeft = one.offsetLeft - (bar.clientWidth - one.offsetWidth) / 2
  }
  watch(chosen, show)
  onMounted(show)
}

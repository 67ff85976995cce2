/** Where the constants of this module end. What is before belongs to the module. */
export function firstFreeByte(): usize {
  return __heap_base;
}

/** The kernel's picture in front ends: TS with a sprout, drawn without a font. */
export const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<rect width="64" height="64" rx="8" fill="#3178c6"/>
<path d="M8 30h24v6h-9v22h-6V36H8z" fill="#fff"/>
<path d="M56 34c-3-3-7-4.600-11-4.600-6 0-10 3-10 8 0 5 4 6.800 9 8.200 4 1.100 6 1.900 6 4 0 2-2 3.200-5 3.200-4 0-7-1.600-9.500-4.200V56c3 2 6 2.800 10 2.800 7 0 11-3.200 11-8.600 0-5.400-4-7.200-9.500-8.700-4-1.100-5.500-1.800-5.500-3.700 0-1.700 1.700-2.800 4.500-2.800 3.500 0 7 1.300 10 3.600z" fill="#fff"/>
<path d="M31 24c0-7-5-12-13-12 0 7 5 12 13 12zm2 0c0-9 6-15 15-15 0 9-6 15-15 15z" fill="#a5d6a7"/>
</svg>
`;

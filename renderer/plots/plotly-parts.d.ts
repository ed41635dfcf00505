/** Inner modules of plotly, loaded only to have them run in a task of their own. */
declare module 'plotly.js/src/*';

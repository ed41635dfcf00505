import * as Plotly from 'plotly.js/lib/core';
import * as scatter from 'plotly.js/lib/scatter';

Plotly.register([scatter]);

export { Plotly };

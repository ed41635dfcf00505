import { expect, test } from 'vitest';
import { readAtomEntries } from './atom.ts';

test('entries in their order, with what they have', () => {
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>http://lab/</id><title>News</title><author><name>JuliaBase</name></author>
<entry><id>http://lab/results/5</id><title>New result: a &lt; b</title><updated>2027-03-05T13:20:00Z</updated>
<author><name>Anna Lang</name><email>a@lab</email></author><category term="new result"/>
<link rel="alternate" href="http://lab/results/5"/>
<content type="html">&lt;p&gt;Arrhenius &amp;amp; fit&lt;/p&gt;</content></entry>
<entry><id>2</id><content type="xhtml"><div><title>in</title> words</div></content></entry>
<entry><id>cut`;
  expect(readAtomEntries(xml)).toEqual([
    {
      id: 'http://lab/results/5',
      title: 'New result: a < b',
      updatedUtc: '2027-03-05T13:20:00Z',
      author: 'Anna Lang',
      category: 'new result',
      link: 'http://lab/results/5',
      contentHtml: '<p>Arrhenius &amp; fit</p>',
    },
    { id: '2', title: '', updatedUtc: '', author: '', category: '', link: '', contentHtml: 'in words' },
  ]);
});

test('nothing in what is no feed', () => {
  expect(readAtomEntries('<html><body>Sign in</body></html>')).toEqual([]);
});

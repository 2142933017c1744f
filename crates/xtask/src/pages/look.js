// Looks at the page as axe-core does, and leaves what is wrong with it in its place: a line each.
document.querySelectorAll('details').forEach(part => { part.open = true; });
axe.run().then(found => {
  const wrong = found.violations.map(one =>
    `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.replaceAll('\n', ' ')).join(' | ')}`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide`);
  root.textContent = ['[looked]', ...wrong, '[end]'].join('\n');
});

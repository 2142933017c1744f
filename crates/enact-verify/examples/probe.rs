use enact_source::*;
fn main(){
  let dir=std::env::args().nth(1).unwrap(); let patience: u64 = std::env::args().nth(2).map_or(20000,|p|p.parse().unwrap());
  let mut sources=Sources::default(); let mut docs=vec![];
  fn walk(p:&std::path::Path,out:&mut Vec<std::path::PathBuf>){ for e in std::fs::read_dir(p).unwrap(){let p=e.unwrap().path(); if p.is_dir(){walk(&p,out)} else if p.to_str().unwrap().ends_with(".law.md"){out.push(p)}}}
  let mut files=vec![]; let p=std::path::Path::new(&dir); if p.is_dir(){walk(p,&mut files)} else {files.push(p.into())} files.sort();
  for f in files { let s=Source::new(f.to_str().unwrap().to_string(), std::fs::read_to_string(&f).unwrap()); let id=sources.add(s.clone()); docs.push(enact_syntax::parse(id,&s).document);}
  let c=enact_model::check(&docs,sources);
  let Some(p)=c.program else { for f in c.findings {eprintln!("{f:?}");} return };
  let g=enact_graph::build(p);
  let t=std::time::Instant::now();
  enact_verify::probe(&g, patience);
  eprintln!("total {:?}", t.elapsed());
}

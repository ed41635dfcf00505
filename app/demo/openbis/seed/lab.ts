import type { Sample } from '../model/entities.ts';
import { link } from '../store/link.ts';
import type { SeedBuilder } from './builder.ts';

/** Objects that datasets are attached to. */
export interface Lab {
  /** Solar cells, by series. */
  cells: Sample[];
  first: Sample;
  stock: Sample;
  /** In a space, without collection. */
  loose: Sample;
}

const colors = ['RED', 'GREEN', 'BLUE'];

/** Spaces, projects, collections and objects of an invented laboratory. */
export function seedLab(builder: SeedBuilder, extraObjects: number): Lab {
  const usual = builder.space('DEFAULT', 'What belongs nowhere else');
  const usualExperiment = builder.experiment(
    builder.project(usual, 'DEFAULT', 'Default project'),
    'DEFAULT',
    'Default',
  );
  builder.sample(usualExperiment, 'DEFAULT', 'UNKNOWN');
  const lab = builder.space('LAB', 'Thin-film solar cells');
  const project = builder.project(lab, 'PROJ', 'First trials');
  const trial = builder.experiment(project, 'EXP1', 'Trial of the new oven');
  builder.experiment(project, 'EXP2', 'Nothing done here yet');
  const first = builder.sample(trial, 'S1', 'UNKNOWN');
  const cells = seedCells(builder, lab, first);
  const materials = builder.space('MATERIALS', 'Chemicals and substrates');
  const shelf = builder.experiment(
    builder.project(materials, 'STOCK', 'What is in stock'),
    'SHELF',
    'Shelf',
    'COLLECTION',
  );
  const stock = Array.from({ length: 60 }, (_, index) =>
    builder.sample(shelf, `CHEM${index + 1}`, 'CHEMICAL', {
      $NAME: `buffer ${index + 1}`,
      NOTES: 'Opened.\nKeep dry.',
    }),
  );
  const plate = builder.sample(materials, 'PLATE1', 'UNKNOWN');
  for (const row of ['A', 'B']) {
    const well = builder.sample(materials, `${row}1`, 'UNKNOWN');
    well.container = plate;
    plate.components.push(well);
  }
  builder.sample(null, 'SHARED', 'UNKNOWN');
  for (const [index, cell] of cells.entries()) link(stock[index % stock.length] ?? first, cell);
  if (extraObjects > 0) seedBulk(builder, lab, extraObjects);
  return { cells, first, stock: stock[0] ?? first, loose: builder.sample(lab, 'LOOSE1', 'UNKNOWN') };
}

function seedCells(builder: SeedBuilder, lab: Sample['space'] & object, first: Sample): Sample[] {
  const project = builder.project(lab, 'SOLAR_CELLS', 'Cells by series');
  const cells: Sample[] = [];
  for (const series of ['PEROVSKITE', 'SILICON', 'CIGS', 'ORGANIC', 'TANDEM', 'DYE']) {
    const collection = builder.experiment(project, series, `${series.toLowerCase()} cells`);
    for (let number = 1; number <= 25; number += 1) {
      const properties = {
        $NAME: `${series.toLowerCase()} cell ${number}`,
        COLOR: colors[number % colors.length] ?? 'RED',
        THICKNESS: String(120 + ((number * 37) % 80) + 0.5),
      };
      cells.push(builder.sample(collection, `${series}-${String(number).padStart(3, '0')}`, 'SOLAR_CELL', properties));
    }
  }
  const [firstCell] = cells;
  if (firstCell !== undefined) link(first, firstCell);
  return cells;
}

/** For measuring: as many objects as wished, in one collection. */
function seedBulk(builder: SeedBuilder, lab: Sample['space'] & object, count: number): void {
  const collection = builder.experiment(builder.project(lab, 'BULK', 'Many objects'), 'SERIES', 'Series', 'COLLECTION');
  for (let number = 1; number <= count; number += 1)
    builder.sample(collection, `OBJ${number}`, 'SOLAR_CELL', { $NAME: `object ${number}`, THICKNESS: String(number) });
}

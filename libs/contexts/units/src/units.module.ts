import { Module, type OnModuleInit } from '@nestjs/common';
import { ProblemCatalogue } from '#platform/http';
import { DissolveUnitController } from './features/dissolve-unit/dissolve-unit.controller.js';
import { DissolveUnitHandler } from './features/dissolve-unit/dissolve-unit.handler.js';
import { ListJurisdictionsController } from './features/list-jurisdictions/list-jurisdictions.controller.js';
import { unitsProblems } from './features/problems.js';
import { ReadUnitsController } from './features/read-units/read-units.controller.js';
import { RegisterJurisdictionController } from './features/register-jurisdiction/register-jurisdiction.controller.js';
import { RegisterJurisdictionHandler } from './features/register-jurisdiction/register-jurisdiction.handler.js';
import { RegisterUnitController } from './features/register-unit/register-unit.controller.js';
import { RegisterUnitHandler } from './features/register-unit/register-unit.handler.js';
import { UnitScope } from './features/unit.scope.js';

@Module({
  controllers: [
    RegisterJurisdictionController,
    ListJurisdictionsController,
    RegisterUnitController,
    DissolveUnitController,
    ReadUnitsController,
  ],
  providers: [RegisterJurisdictionHandler, RegisterUnitHandler, DissolveUnitHandler, UnitScope],
})
export class UnitsModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(unitsProblems);
  }
}

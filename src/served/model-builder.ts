// The process that trains a model of understanding.
import { type Taught, type TrainedModel, trainModel } from "../../bot/understanding/model.ts";
import { answerOnce } from "./builders.ts";

answerOnce((taught: Taught): TrainedModel => trainModel(taught));
